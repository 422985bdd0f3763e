package org.pop3j.server;

import java.io.IOException;
import org.pop3j.codec.Reply;

/**
 * What a command came to: the state in which the session goes on, the answer to send, and what is done behind it. The next
 * state is entered before the answer is sent, so that whatever it holds is let go of even if sending fails.
 *
 * @param answer decided before the first octet of it is sent
 * @param next the next state
 * @param afterwards done when the answer is on its way
 */
record Step(Answer answer, State next, Afterwards afterwards) {
    /** What is done behind the answer: a TLS handshake, or nothing. */
    @FunctionalInterface
    interface Afterwards {
        void perform(Connection connection) throws IOException;
    }

    static Step of(Answer answer, State next) {
        return new Step(answer, next, connection -> {});
    }

    static Step of(Reply reply, State next) {
        return of(Answer.line(reply), next);
    }

    static Step end(Reply reply, SessionSummary.End end) {
        return of(reply, new EndedState(end));
    }
}
