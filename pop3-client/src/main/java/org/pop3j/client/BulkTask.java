package org.pop3j.client;

import java.io.IOException;
import org.pop3j.codec.Command;
import org.pop3j.codec.ReceivedReply;

/** One command of a bulk operation and what becomes of its reply. */
interface BulkTask {
    /** What a status line and a termination line take as a rule. */
    long REPLY_OCTETS = 32;

    Command command();

    /** How many octets the reply will roughly have: a hint that steers the window, never a size to rely on (OXP-08). */
    long expectedOctets();

    /** The status line was positive; reads the rest of the reply if there is one. */
    void positive(ReceivedReply reply) throws IOException;

    void refused(Pop3RefusedException refusal) throws IOException;
}
