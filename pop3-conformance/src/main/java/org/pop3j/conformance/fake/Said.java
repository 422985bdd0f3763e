package org.pop3j.conformance.fake;

/**
 * What a fake server says to one command, and what it does then.
 *
 * @param octets an octet string with its line ends
 * @param then what follows
 */
public record Said(String octets, Then then) {
    /** What follows an answer. */
    public enum Then {
        /** The next command is read. */
        GO_ON,
        /** The connection ends. */
        CLOSE,
        /** The connection breaks off. */
        RESET,
        /** Nothing more is said; whatever comes is read, until the client closes. */
        HANG,
        /** A TLS handshake begins. */
        START_TLS
    }

    /** A line, and the next command is read. */
    public static Said line(String text) {
        return new Said(text + "\r\n", Then.GO_ON);
    }

    /** Octets, and the next command is read. */
    public static Said octets(String octets) {
        return new Said(octets, Then.GO_ON);
    }

    /** The same octets with something else behind. */
    public Said then(Then other) {
        return new Said(octets, other);
    }
}
