package org.pop3j.conformance.fake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.pop3j.conformance.check.ScramKeys;

/** The server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677) for one user, without channel binding. */
final class FakeScram extends FakeExchange {
    private static final int ITERATIONS = 4096;
    private static final byte[] SALT = "fake server salt".getBytes(StandardCharsets.US_ASCII);

    private final FakeSession.Setting setting;
    private String clientFirst = "";
    private String serverFirst = "";
    private boolean isProven;

    FakeScram(FakeSession.Setting setting) {
        this.setting = setting;
    }

    @Override
    Turn respond(String octets) {
        if (isProven) {
            return Turn.end(octets.isEmpty());
        }
        return clientFirst.isEmpty() ? first(octets) : proof(octets);
    }

    private Turn first(String octets) {
        if (!octets.matches("[ny],,n=[^,]*,r=[!-+\\--~]+")) {
            return Turn.end(false);
        }
        clientFirst = octets.substring(3);
        String nonce = clientFirst.substring(clientFirst.indexOf(",r=") + 3);
        serverFirst = "r=" + nonce + System.nanoTime() + ",s="
                + Base64.getEncoder().encodeToString(SALT) + ",i=" + ITERATIONS;
        return new Turn(Kind.CHALLENGE, encode(serverFirst));
    }

    private Turn proof(String octets) {
        int at = octets.lastIndexOf(",p=");
        String nonce = serverFirst.substring(0, serverFirst.indexOf(",s="));
        if (at < 0
                || !octets.substring(0, at).equals("c=biws," + nonce)
                || !clientFirst.startsWith("n=" + setting.user() + ",")) {
            return Turn.end(false);
        }
        ScramKeys keys = ScramKeys.of(setting.password(), SALT, ITERATIONS);
        String message = clientFirst + "," + serverFirst + "," + octets.substring(0, at);
        isProven = Arrays.equals(keys.clientProof(message), decode(octets.substring(at + 3)));
        String signature = Base64.getEncoder().encodeToString(keys.serverSignature(message));
        return isProven ? new Turn(Kind.CHALLENGE, encode("v=" + signature)) : Turn.end(false);
    }

    /** What is no base64 is no proof. */
    private static byte[] decode(String proof) {
        try {
            return Base64.getDecoder().decode(proof);
        } catch (IllegalArgumentException noBase64) {
            return new byte[0];
        }
    }
}
