package org.pop3j.server;

import java.util.BitSet;
import org.pop3j.codec.Reply;
import org.pop3j.codec.ResponseCode;
import org.pop3j.server.SessionSummary.End;

/**
 * The UPDATE state (RFC 1939 section 6): removes the marked messages, releases the lock, and only then answers, once
 * (R1939-25, -26). Nothing else leads here: a session that ends in any other way removes nothing (R1939-27).
 */
final class UpdateState {
    private final ServedMaildrop maildrop;
    private final BitSet marked;
    private final SessionRecord record;

    UpdateState(ServedMaildrop maildrop, BitSet marked, SessionRecord record) {
        this.maildrop = maildrop;
        this.marked = marked;
        this.record = record;
    }

    Step update() {
        try {
            BitSet left = maildrop.commitAndClose(marked);
            record.removed(marked.cardinality() - left.cardinality());
            return Step.end(left.isEmpty() ? removed() : notAllRemoved(), End.QUIT);
        } catch (RefusedException e) {
            maildrop.close();
            return Step.end(
                    Reply.err(ResponseCode.SYS_TEMP, "perhaps not all deleted messages were removed"), End.FAILED);
        }
    }

    private Reply removed() {
        return Reply.ok(marked.isEmpty() ? "bye" : "bye, messages removed: " + marked.cardinality());
    }

    private static Reply notAllRemoved() {
        return Reply.err(ResponseCode.SYS_TEMP, "some deleted messages not removed");
    }
}
