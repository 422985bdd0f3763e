package org.pop3j.client;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The answers of a server to a client that logs in by SCRAM-SHA-256, honest but for what a test changes; written by RFC 5802
 * without the code of the module.
 */
final class ScramScript implements AnsweringServer.Answers {
    private static final byte[] SALT = "some salt".getBytes(StandardCharsets.US_ASCII);
    private static final int ITERATIONS = 4096;

    private final String password;
    private final String mechanisms;
    private final UnaryOperator<String> first;
    private final UnaryOperator<String> last;
    private Turn turn = Turn.COMMAND;
    private String clientFirstBare = "";
    private String serverFirst = "";

    private enum Turn {
        COMMAND,
        PROOF,
        EMPTY,
        CANCEL
    }

    ScramScript(String password, String mechanisms, UnaryOperator<String> first, UnaryOperator<String> last) {
        this.password = password;
        this.mechanisms = mechanisms;
        this.first = first;
        this.last = last;
    }

    static ScramScript honest() {
        return new ScramScript("secret", "SCRAM-SHA-256 PLAIN", UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** Changes the first message of the server. */
    static ScramScript first(UnaryOperator<String> change) {
        return new ScramScript("secret", "SCRAM-SHA-256 PLAIN", change, UnaryOperator.identity());
    }

    /** Changes what comes in place of the server's signature: a whole line. */
    static ScramScript last(UnaryOperator<String> change) {
        return new ScramScript("secret", "SCRAM-SHA-256 PLAIN", UnaryOperator.identity(), change);
    }

    @Override
    public Optional<String> to(String line) {
        return Optional.of(line.equals("*") ? "-ERR cancelled" : answer(line));
    }

    private String answer(String line) {
        return switch (turn) {
            case COMMAND -> command(line);
            case PROOF -> {
                turn = Turn.EMPTY;
                yield last.apply("+ " + encoded("v=" + signature(decoded(line))));
            }
            case EMPTY -> {
                turn = Turn.COMMAND;
                yield line.isEmpty() ? "+OK in" : "-ERR expected an empty line";
            }
            case CANCEL -> "-ERR";
        };
    }

    private String command(String line) {
        if (line.equals("CAPA")) {
            return "+OK\r\nSASL " + mechanisms + "\r\nUSER\r\n.";
        } else if (!line.startsWith("AUTH SCRAM-SHA-256 ")) {
            return "-ERR what is " + line.split(" ")[0];
        }
        String message = decoded(line.substring(line.lastIndexOf(' ') + 1));
        clientFirstBare = message.substring(message.indexOf("n=", 2));
        String nonce = clientFirstBare.substring(clientFirstBare.indexOf(",r=") + 3);
        serverFirst =
                first.apply("r=" + nonce + "more,s=" + Base64.getEncoder().encodeToString(SALT) + ",i=" + ITERATIONS);
        turn = Turn.PROOF;
        return "+ " + encoded(serverFirst);
    }

    private String signature(String clientFinal) {
        String withoutProof = clientFinal.substring(0, clientFinal.lastIndexOf(",p="));
        String all = clientFirstBare + "," + serverFirst + "," + withoutProof;
        return Base64.getEncoder().encodeToString(hmac(hmac(salted(), "Server Key"), all));
    }

    private byte[] salted() {
        try {
            PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), SALT, ITERATIONS, 256);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
