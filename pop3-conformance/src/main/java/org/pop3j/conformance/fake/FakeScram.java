package org.pop3j.conformance.fake;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

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
        try {
            byte[] salted = salted();
            String message = clientFirst + "," + serverFirst + "," + octets.substring(0, at);
            byte[] key = hmac(salted, "Client Key");
            byte[] expected = hmac(MessageDigest.getInstance("SHA-256").digest(key), message);
            for (int i = 0; i < key.length; i++) {
                expected[i] ^= key[i];
            }
            isProven = MessageDigest.isEqual(expected, Base64.getDecoder().decode(octets.substring(at + 3)));
            String signature = Base64.getEncoder().encodeToString(hmac(hmac(salted, "Server Key"), message));
            return isProven ? new Turn(Kind.CHALLENGE, encode("v=" + signature)) : Turn.end(false);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Turn.end(false);
        }
    }

    private byte[] salted() throws GeneralSecurityException {
        PBEKeySpec spec = new PBEKeySpec(setting.password().toCharArray(), SALT, ITERATIONS, 256);
        return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                .generateSecret(spec)
                .getEncoded();
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
