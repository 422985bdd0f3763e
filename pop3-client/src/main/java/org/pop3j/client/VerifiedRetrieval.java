package org.pop3j.client;

import java.io.IOException;
import java.util.Optional;
import org.pop3j.codec.Command;
import org.pop3j.codec.ReceivedReply;

/**
 * A RETR or TOP between two {@link Marker}s. The answer to the one behind it, in place of its own, means that its own was lost; the
 * answer to the one in front of it, that it came twice.
 */
record VerifiedRetrieval(Exchange exchange, BulkTask retrieval, Marker own, Optional<Marker> next) implements BulkTask {
    @Override
    public Command command() {
        return retrieval.command();
    }

    @Override
    public long expectedOctets() {
        return retrieval.expectedOctets();
    }

    @Override
    public void positive(ReceivedReply reply) throws IOException {
        if (own.isAnswer(reply) || next.filter(m -> m.isAnswer(reply)).isPresent()) {
            throw exchange.outOfStep(command(), reply);
        }
        retrieval.positive(reply);
    }

    @Override
    public void refused(Pop3RefusedException refusal) throws IOException {
        retrieval.refused(refusal);
    }
}
