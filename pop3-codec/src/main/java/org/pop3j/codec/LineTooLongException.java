package org.pop3j.codec;

import java.io.IOException;

/** A line went on and on beyond its limit (S-05, S-06): the connection is of no more use. */
public final class LineTooLongException extends IOException {
    private static final long serialVersionUID = 1L;

    /** How many octets beyond the limit are swallowed before giving up. */
    static final long PATIENCE_OCTETS = 1 << 20;

    LineTooLongException(int limitOctets) {
        super("expected a line of at most " + limitOctets + " octets, got more than " + PATIENCE_OCTETS
                + " octets without CRLF");
    }
}
