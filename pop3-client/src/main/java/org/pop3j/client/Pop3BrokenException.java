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

    private final Deletions deletions;

    Pop3BrokenException(String message, Deletions deletions) {
        super(message + "; the connection is closed, " + deletions.sentence());
        this.deletions = deletions;
    }

    Pop3BrokenException(String message, Deletions deletions, Throwable cause) {
        super(message + "; the connection is closed, " + deletions.sentence(), cause);
        this.deletions = deletions;
    }

    /**
     * What became of the deletions of the session.
     *
     * @return not committed, or unknown
     */
    public Deletions deletions() {
        return deletions;
    }
}
