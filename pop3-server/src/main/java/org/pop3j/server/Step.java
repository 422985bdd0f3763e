package org.pop3j.server;

import java.io.IOException;
import org.pop3j.codec.Reply;

/**
 * What a command came to: the answer to send, and then how the session goes on.
 *
 * @param answer decided before the first octet of it is sent
 * @param transition done when the answer is on its way
 */
record Step(Answer answer, Transition transition) {
    /** Leads to the next state; a TLS handshake happens here. */
    @FunctionalInterface
    interface Transition {
        State enter(Connection connection) throws IOException;
    }

    static Step of(Answer answer, State next) {
        return new Step(answer, connection -> next);
    }

    static Step of(Reply reply, State next) {
        return of(Answer.line(reply), next);
    }

    static Step end(Reply reply, SessionSummary.End end) {
        return of(reply, new EndedState(end));
    }
}
