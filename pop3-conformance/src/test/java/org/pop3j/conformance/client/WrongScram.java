package org.pop3j.conformance.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The client's side of SCRAM-SHA-256, right but for one switch. */
final class WrongScram {
    private static final String NONCE = "fyko+d2lbbFgONRv9qkxdawL";

    private final String first;
    private final String password;
    private final String wrong;
    private String serverFirst = "";
    private String withoutProof = "";
    private byte[] salted = new byte[0];

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
        salted = salted(fields.get('s'), (int) Math.min(count, 100_000));
        byte[] key = hmac(salted, "Client Key");
        byte[] proof = hmac(sha256(key), message());
        for (int i = 0; i < key.length; i++) {
            proof[i] ^= key[i];
        }
        return withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof);
    }

    /** Whether the server's last message is right. */
    boolean isProven(String last) throws IOException {
        String right = Base64.getEncoder().encodeToString(hmac(hmac(salted, "Server Key"), message()));
        return is("R5802-03") || last.equals("v=" + right);
    }

    private String message() {
        return first + "," + serverFirst + "," + withoutProof;
    }

    private byte[] salted(String salt, int count) throws IOException {
        try {
            PBEKeySpec spec =
                    new PBEKeySpec(password.toCharArray(), Base64.getDecoder().decode(salt), count, 256);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IOException("no PBKDF2", e);
        }
    }

    private static byte[] hmac(byte[] key, String text) throws IOException {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IOException("no HmacSHA256", e);
        }
    }

    private static byte[] sha256(byte[] octets) throws IOException {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IOException("no SHA-256", e);
        }
    }
}
