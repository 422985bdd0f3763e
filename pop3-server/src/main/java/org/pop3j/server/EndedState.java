package org.pop3j.server;

import org.pop3j.codec.Command;

/**
 * The session is over; no command is read any more.
 *
 * @param reason why
 */
record EndedState(SessionSummary.End reason) implements State {
    @Override
    public Step perform(Command command) {
        throw new IllegalStateException("no command is read after the end of a session");
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
