package org.pop3j.users;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pop3j.codec.PeerText;
import org.pop3j.sasl.SaslPrep;

/**
 * One line of a users file, kept octet for octet (each octet is one char): what is not understood is written back as it
 * was.
 */
record UserLine(String octets) {
    private static final int LONGEST_NAME = 255;

    static UserLine of(String name, StoredPassword password) {
        return new UserLine(latin1(requireName(name) + ":" + password.text()));
    }

    /**
     * A name that a POP3 command and a line of the file can carry.
     *
     * @throws IllegalArgumentException if it is not one
     */
    static String requireName(String name) {
        boolean legal = name.codePoints()
                .noneMatch(c -> c == ':' || Character.isISOControl(c) || Character.isWhitespace(c) || isSurrogate(c));
        if (name.isEmpty() || name.startsWith("#") || !legal || utf8Octets(name) > LONGEST_NAME) {
            throw new IllegalArgumentException("a user name has 1 to " + LONGEST_NAME
                    + " octets, no colon, no space, no control character, and does not begin with #; got "
                    + PeerText.quote(name));
        }
        return name;
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static int utf8Octets(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    boolean isUser() {
        return !octets.isBlank() && !octets.startsWith("#");
    }

    boolean isOf(String name) {
        return isUser() && octets.startsWith(latin1(name) + ":");
    }

    /**
     * The user.
     *
     * @throws IllegalArgumentException if the line is broken; the message tells nothing of its secret
     */
    User parse() {
        String line = utf8(octets.endsWith("\r") ? octets.substring(0, octets.length() - 1) : octets);
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("expected name:{SCHEME}data, got a line without a colon");
        }
        String[] fields = line.split(":", 3);
        return new User(SaslPrep.stored(requireName(fields[0])), PasswordScheme.parse(fields[1]));
    }

    /** The same line with another password; further fields of Dovecot's passwd-file stay. */
    UserLine with(StoredPassword password) {
        String[] fields = octets.split(":", 3);
        Optional<String> rest = fields.length < 3 ? Optional.empty() : Optional.of(":" + fields[2]);
        String lineEnd = rest.isEmpty() && octets.endsWith("\r") ? "\r" : "";
        return new UserLine(fields[0] + ":" + latin1(password.text()) + rest.orElse(lineEnd));
    }

    /** Nothing of the line: it holds a password, or what passwords can be tried against (S-26). */
    @Override
    public String toString() {
        return "a line of " + octets.length() + " octets";
    }

    private static String latin1(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String utf8(String octets) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("expected UTF-8", e);
        }
    }

    /** A user, its name prepared by SASLprep as the server prepares those that are sent (R5034-15), with what is kept of the password. */
    record User(String name, StoredPassword password) {}
}
