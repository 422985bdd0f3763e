package org.pop3j.conformance.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.pop3j.conformance.check.ScramKeys;
import org.pop3j.conformance.check.Unmet;

/**
 * SCRAM-SHA-256 by hand (RFC 5802, RFC 7677), so that a check can do it wrong on purpose. One exchange; belongs to one
 * check.
 */
final class Scram {
    private final Session session;
    private final String user;
    private final String password;
    private final String nonce =
            Base64.getEncoder().withoutPadding().encodeToString(new SecureRandom().generateSeed(18));
    private String serverFirst = "";

    Scram(Session session, String user, String password) {
        this.session = session;
        this.user = user.replace("=", "=3D").replace(",", "=2C");
        this.password = password;
    }

    /** Sends the first message and reads the answer. */
    Scram begin(String gs2Flag) throws IOException {
        session.exchangeLine("AUTH SCRAM-SHA-256");
        String challenge = session.exchangeLine(encode(gs2Flag + ",," + firstBare()));
        if (!challenge.startsWith("+ ")) {
            throw session.unmet("a challenge with nonce, salt and count", challenge);
        }
        serverFirst = new String(decode(challenge.substring(2).strip()), StandardCharsets.UTF_8);
        return this;
    }

    /** Answers the server's signature, upon which the server logs in. */
    void finish() throws IOException {
        session.ok("");
        session.inStep();
    }

    String attribute(char name) {
        for (String part : serverFirst.split(",")) {
            if (part.startsWith(name + "=")) {
                return part.substring(2);
            }
        }
        throw new Unmet("the attribute " + name + " in the server's first message", serverFirst);
    }

    boolean serverNonceIsLonger() {
        return attribute('r').startsWith(nonce) && attribute('r').length() > nonce.length();
    }

    /** Sends the proof with any nonce and channel binding, and reads the line that answers it. */
    String proof(String withNonce, String binding) throws IOException {
        String withoutProof = "c=" + binding + ",r=" + withNonce;
        byte[] proof = keys().clientProof(message(withoutProof));
        return session.exchangeLine(
                encode(withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof)));
    }

    /** Whether the server's last message proves that it knows the password too. */
    boolean isSigned(String serverFinal, String binding) {
        String withoutProof = "c=" + binding + ",r=" + attribute('r');
        byte[] expected = keys().serverSignature(message(withoutProof));
        String last = new String(decode(serverFinal.substring(2).strip()), StandardCharsets.UTF_8);
        return last.startsWith("v=")
                && MessageDigest.isEqual(decode(last.substring(2).split(",")[0]), expected);
    }

    private String message(String withoutProof) {
        return firstBare() + "," + serverFirst + "," + withoutProof;
    }

    private String firstBare() {
        return "n=" + user + ",r=" + nonce;
    }

    private ScramKeys keys() {
        byte[] salt = decode(attribute('s'));
        String count = attribute('i');
        boolean isUsable = count.matches("0*[1-9][0-9]{0,6}") && salt.length > 0;
        if (!isUsable) {
            throw session.unmet("a salt, and a count from 1 to 9999999", serverFirst);
        }
        return ScramKeys.of(password, salt, Integer.parseInt(count));
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new Unmet("base64", text);
        }
    }
}
