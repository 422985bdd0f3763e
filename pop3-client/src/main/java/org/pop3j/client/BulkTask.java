package org.pop3j.client;

import java.io.IOException;
import org.pop3j.codec.Command;

/** One command of a bulk operation and what becomes of its reply. */
interface BulkTask {
    Command command();

    /** How many octets the reply will roughly have: a hint that steers the window, never a size to rely on (OXP-08). */
    long expectedOctets();

    /** The status line was positive; reads the rest of the reply if there is one. */
    void positive() throws IOException;

    void refused(Pop3RefusedException refusal) throws IOException;
}
