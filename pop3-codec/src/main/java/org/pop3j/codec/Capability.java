package org.pop3j.codec;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of CAPA: a tag and its parameters (RFC 2449 section 3).
 *
 * @param tag the tag in upper case; tags are compared without regard to case (R2449-02)
 * @param parameters the parameters as they came
 */
public record Capability(String tag, List<String> parameters) {
    /**
     * Turns the tag into upper case and checks the octets.
     *
     * @throws IllegalArgumentException if the tag is empty, has a dot or octets outside 0x21 to 0x7E, or a parameter is
     *     empty or has octets outside 0x21 to 0x7E
     */
    public Capability {
        tag = Ascii.upperCase(tag);
        parameters = List.copyOf(parameters);
        if (!Ascii.isWord(tag) || tag.indexOf('.') >= 0) {
            throw new IllegalArgumentException("not a capability tag: " + PeerText.quote(tag));
        }
        for (String parameter : parameters) {
            if (!Ascii.isWord(parameter)) {
                throw new IllegalArgumentException("not a capability parameter: " + PeerText.quote(parameter));
            }
        }
    }

    /**
     * A capability.
     *
     * @param tag the tag
     * @param parameters its parameters
     * @return the capability
     */
    public static Capability of(String tag, String... parameters) {
        return new Capability(tag, List.of(parameters));
    }

    /**
     * Reads a line of CAPA; runs of SPACE and TAB separate (D-1).
     *
     * @param line the line without CRLF
     * @return the capability
     * @throws SyntaxException if there is no tag, or octets outside 0x21 to 0x7E
     */
    public static Capability parse(String line) throws SyntaxException {
        Fields fields = new Fields(line);
        String tag = fields.next();
        List<String> parameters = new ArrayList<>();
        for (String next = fields.next(); !next.isEmpty(); next = fields.next()) {
            parameters.add(next);
        }
        try {
            return new Capability(tag, parameters);
        } catch (IllegalArgumentException e) {
            throw new SyntaxException("expected a capability, got " + PeerText.quote(line));
        }
    }

    /**
     * The line as a server sends it: tag and parameters, one SPACE between.
     *
     * @return the line without CRLF
     * @throws IllegalStateException if the line is longer than a server may send (R2449-02)
     */
    public String text() {
        String text = parameters.isEmpty() ? tag : tag + ' ' + String.join(" ", parameters);
        if (text.length() + 2 > Limits.REPLY_SENT) {
            throw new IllegalStateException("a server sends CAPA lines of at most " + Limits.REPLY_SENT
                    + " octets with CRLF, this one has " + (text.length() + 2));
        }
        return text;
    }
}
