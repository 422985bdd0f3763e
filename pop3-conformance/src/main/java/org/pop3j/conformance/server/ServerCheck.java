package org.pop3j.conformance.server;

import java.io.IOException;
import org.pop3j.conformance.Check;

/**
 * A check of servers: what it is about, when it can be done, and the dialogue.
 *
 * @param about what it is about
 * @param lane when it can be done
 * @param body the dialogue; returns if the server did what it has to
 */
record ServerCheck(Check about, Lane lane, Body body) {
    /** Which checks can be done at the same time; {@link ServerRun} says in which order. */
    enum Lane {
        /** Nobody logs in: several at once. */
        OPEN,
        /** Fails to log in, by names that nobody has: slow for its own address only. */
        STRANGERS,
        /** Logs in, so holds the maildrop: one after the other, beside the open ones. */
        MAILDROP,
        /** Wants the maildrop without the messages that were delivered for the run. */
        EMPTY,
        /** Fails to log in once on purpose, and logs in then: one after the other, after all that. */
        RETRYING,
        /** Fails to log in on purpose, for which servers slow the client down: several at once, after all that. */
        FAILING,
        /** Says nothing: looks at all that was said before. */
        LAST
    }

    /** What a check does. */
    @FunctionalInterface
    interface Body {
        void run(Probe probe) throws IOException;
    }
}
