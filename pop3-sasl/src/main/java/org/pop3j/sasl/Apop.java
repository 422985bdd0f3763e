package org.pop3j.sasl;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * APOP (RFC 1939 section 7): the digest, and the timestamp of a greeting. MD5 leaks characters of the secret to whoever
 * chooses timestamps (S-18): to be used under verified TLS, and only where it is asked for.
 */
public final class Apop {
    private static final int MOST_TIMESTAMP_OCTETS = 255;

    /** A clean msg-id: printable ASCII, one at sign, no inner bracket. */
    private static final Pattern TIMESTAMP = Pattern.compile("<[!-;=?A-~]+@[!-;=?A-~]+>");

    private static final SecureRandom RANDOM = new SecureRandom();

    private Apop() {}

    /**
     * A msg-id that never comes again, over restarts and threads too: for a greeting (R1939-36), and for the challenge of
     * CRAM-MD5.
     *
     * @param host the server's name
     * @return the timestamp with its angle brackets
     */
    public static String newTimestamp(String host) {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        return "<" + HexFormat.of().formatHex(random) + "@" + host + ">";
    }

    /**
     * The digest that a client sends: lower-case hexadecimal MD5 of timestamp and secret (R1939-37).
     *
     * @param timestamp the timestamp of the greeting, with its angle brackets
     * @param secret the shared secret
     * @return 32 hexadecimal digits
     */
    public static String digest(String timestamp, String secret) {
        try {
            MessageDigest md5 = MessageDigest.getInstance("MD5");
            md5.update(Octets.utf8(timestamp));
            return HexFormat.of().formatHex(md5.digest(Octets.utf8(secret)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    /**
     * Whether a digest is the right one; takes as long for a wrong one (S-15). Capital letters are wrong (R1939-37).
     *
     * @param digest what the client sent
     * @param timestamp the timestamp of the greeting, with its angle brackets
     * @param secret the shared secret
     * @return whether the client knows the secret
     */
    public static boolean isProved(String digest, String timestamp, String secret) {
        return MessageDigest.isEqual(Octets.utf8(digest), Octets.utf8(digest(timestamp, secret)));
    }

    /**
     * Finds the timestamp of a greeting.
     *
     * @param greeting the text of the greeting
     * @return the timestamp with its angle brackets; empty if there is none, or none that is a clean msg-id of at most 255
     *     octets (S-18): APOP is not to be used then
     */
    public static Optional<String> timestamp(String greeting) {
        int open = greeting.indexOf('<');
        int close = greeting.indexOf('>', open + 1);
        if (open < 0 || close < 0 || close - open >= MOST_TIMESTAMP_OCTETS) {
            return Optional.empty();
        }
        Matcher timestamp = TIMESTAMP.matcher(greeting.substring(open, close + 1));
        return timestamp.matches() ? Optional.of(timestamp.group()) : Optional.empty();
    }
}
