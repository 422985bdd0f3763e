package org.pop3j.server;

import java.util.Optional;
import org.pop3j.codec.Reply;
import org.pop3j.codec.ResponseCode;

/** A command that a state refuses: carries the reply to send, and whether the session ends with it. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Reply reply;
    private final transient Optional<SessionSummary.End> end;

    private RefusedException(Reply reply, Optional<SessionSummary.End> end) {
        super(reply.line());
        this.reply = reply;
        this.end = end;
    }

    RefusedException(String text) {
        this(Reply.err(text), Optional.empty());
    }

    RefusedException(ResponseCode code, String text) {
        this(Reply.err(code, text), Optional.empty());
    }

    static RefusedException andStay(Reply reply) {
        return new RefusedException(reply, Optional.empty());
    }

    /** The session cannot go on after this. */
    static RefusedException andEnd(Reply reply, SessionSummary.End end) {
        return new RefusedException(reply, Optional.of(end));
    }

    Reply reply() {
        return reply;
    }

    /** What the command came to in the state that refused it. */
    Step step(State state) {
        return end.isPresent() ? Step.end(reply, end.orElseThrow()) : Step.of(reply, state);
    }
}
