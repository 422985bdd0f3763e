package org.pop3j.server;

/**
 * The session is over; no command is read any more.
 *
 * @param reason why
 */
record EndedState(SessionSummary.End reason) implements State {
    private static final String NOTHING_IS_READ = "no line is read after the end of a session";

    @Override
    public int lineOctets(ServerLimits limits) {
        throw new IllegalStateException(NOTHING_IS_READ);
    }

    @Override
    public Step take(String line) {
        throw new IllegalStateException(NOTHING_IS_READ);
    }

    @Override
    public State afterBadCommand() {
        return this;
    }

    @Override
    public void abandon() {
        // Nothing is held: whoever led here has let go of it.
    }
}
