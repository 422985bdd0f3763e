package org.pop3j.server;

import java.io.IOException;
import org.pop3j.codec.Reply;

/**
 * An answer that has been decided: all that could be refused has been checked. Writing it either completes it or throws;
 * after a throw the connection is closed without the termination line, so that no client takes half a message for a whole
 * one.
 */
@FunctionalInterface
interface Answer {
    void writeTo(Outbox outbox) throws IOException;

    static Answer line(Reply reply) {
        return outbox -> outbox.line(reply);
    }

    /** Lines behind a status line; no line begins with a dot (V0002). */
    static Answer listing(Reply reply, Answer lines) {
        return outbox -> {
            outbox.line(reply);
            lines.writeTo(outbox);
            outbox.line(".");
        };
    }
}
