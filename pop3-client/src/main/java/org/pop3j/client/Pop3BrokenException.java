package org.pop3j.client;

/**
 * The session is gone: the connection failed, a wait was too long, the other side does not speak POP3, or the connection
 * is not as safe as was asked for. The socket is closed already and no QUIT was sent (R1939-46).
 */
public final class Pop3BrokenException extends Pop3Exception {
    private static final long serialVersionUID = 1L;

    /** What became of the deletions of the session. */
    public enum Deletions {
        /** Nothing was deleted: QUIT was not sent. */
        NOT_COMMITTED,
        /**
         * QUIT was sent and its answer is lost: the messages may be gone or not. Look at the unique-ids in the next session
         * (R1939-28).
         */
        UNKNOWN;

        private String sentence() {
            return this == NOT_COMMITTED
                    ? "deletions of this session are not committed"
                    : "whether the deletions of this session are committed is unknown";
        }
    }

    /** How far the session had come. */
    public enum Phase {
        /** There was no connection: the name was not found, nobody listens, a proxy refused, or it took too long. */
        CONNECTING,
        /** There was a connection, to whomever. */
        CONNECTED
    }

    private final Deletions deletions;
    private final Phase phase;

    Pop3BrokenException(String message, Deletions deletions) {
        super(message + "; the connection is closed, " + deletions.sentence());
        this.deletions = deletions;
        this.phase = Phase.CONNECTED;
    }

    Pop3BrokenException(String message, Deletions deletions, Throwable cause) {
        this(message, deletions, Phase.CONNECTED, cause);
    }

    private Pop3BrokenException(String message, Deletions deletions, Phase phase, Throwable cause) {
        super(message + "; the connection is closed, " + deletions.sentence(), cause);
        this.deletions = deletions;
        this.phase = phase;
    }

    static Pop3BrokenException notConnected(String message, Throwable cause) {
        return new Pop3BrokenException(message, Deletions.NOT_COMMITTED, Phase.CONNECTING, cause);
    }

    /**
     * What became of the deletions of the session.
     *
     * @return not committed, or unknown
     */
    public Deletions deletions() {
        return deletions;
    }

    /**
     * How far the session had come: tells a server that cannot be reached from one that fails.
     *
     * @return connecting, or connected
     */
    public Phase phase() {
        return phase;
    }
}
