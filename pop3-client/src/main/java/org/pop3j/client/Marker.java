package org.pop3j.client;

import java.util.Optional;
import org.pop3j.codec.Command;
import org.pop3j.codec.ReceivedReply;
import org.pop3j.codec.ReceivedUniqueIdListing;
import org.pop3j.codec.SyntaxException;
import org.pop3j.codec.UniqueIdListing;

/** {@code UIDL n} in front of a RETR or TOP: its answer can be no other's, so it shows that the dialogue is in step. */
record Marker(Exchange exchange, Settings settings, UniqueIdListing listing) implements BulkTask {
    @Override
    public Command command() {
        return new Command.Uidl(Optional.of(listing.number()));
    }

    @Override
    public long expectedOctets() {
        return REPLY_OCTETS + listing.uniqueId().value().length();
    }

    @Override
    public void positive(ReceivedReply reply) throws Pop3Exception {
        if (!isAnswer(reply)) {
            throw exchange.outOfStep(command(), reply);
        }
    }

    @Override
    public void refused(Pop3RefusedException refusal) throws Pop3Exception {
        throw exchange.outOfStep(command(), refusal.reply());
    }

    /** Whether a reply is the one to this command. */
    boolean isAnswer(ReceivedReply reply) {
        try {
            ReceivedUniqueIdListing answer = UniqueIdAnswer.of(reply.fullText(), listing.number(), settings);
            return answer.number().equals(listing.number())
                    && answer.text().equals(Optional.of(listing.uniqueId().value()));
        } catch (SyntaxException otherAnswer) {
            return false;
        }
    }
}
