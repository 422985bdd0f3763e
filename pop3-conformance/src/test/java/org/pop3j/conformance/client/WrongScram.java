package org.pop3j.conformance.client;

import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pop3j.conformance.check.ScramKeys;

/** The client's side of SCRAM-SHA-256, right but for one switch. */
final class WrongScram {
    private static final String NONCE = "fyko+d2lbbFgONRv9qkxdawL";

    private final String first;
    private final String password;
    private final String wrong;
    private String serverFirst = "";
    private String withoutProof = "";
    private Optional<ScramKeys> keys = Optional.empty();

    WrongScram(String user, String password, String wrong) {
        this.first = "n=" + user + ",r=" + NONCE;
        this.password = password;
        this.wrong = wrong;
    }

    private boolean is(String check) {
        return wrong.equals(check);
    }

    String first() {
        return is("R5802-01") ? first : "n,," + first;
    }

    /** The answer to the server's first message. */
    String proof(String challenge) throws IOException {
        serverFirst = is("R5802-02/extension") ? challenge.replaceFirst("^m=[^,]*,", "") : challenge;
        Map<Character, String> fields = new HashMap<>();
        for (String part : serverFirst.split(",")) {
            fields.put(part.charAt(0), part.substring(2));
        }
        String nonce = fields.getOrDefault('r', "");
        long count = Long.parseLong(fields.get('i'));
        if (!serverFirst.startsWith("r=")
                || !nonce.startsWith(NONCE) && !is("R5802-02")
                || count < 4096 && !is("R5802-04")
                || count > 100_000 && !is("R5802-04/many")) {
            throw new IOException("refused: " + serverFirst);
        }
        withoutProof = "c=biws,r=" + nonce;
        byte[] salt = Base64.getDecoder().decode(fields.getOrDefault('s', ""));
        ScramKeys made = ScramKeys.of(password, salt, (int) Math.min(count, 100_000));
        keys = Optional.of(made);
        return withoutProof + ",p=" + Base64.getEncoder().encodeToString(made.clientProof(message()));
    }

    /** Whether the server's last message is right. */
    boolean isProven(String last) {
        String right = Base64.getEncoder().encodeToString(keys.orElseThrow().serverSignature(message()));
        return is("R5802-03") || last.equals("v=" + right);
    }

    private String message() {
        return first + "," + serverFirst + "," + withoutProof;
    }
}
