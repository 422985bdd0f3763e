package org.pop3j.store.maildir;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A folder of the Maildir where removed messages are for a while. */
interface Remains extends Closeable {
    /** Moves a message here. */
    void take(Entry message) throws IOException;

    /** Where a message would be that was in {@code new} or {@code cur} under that name. */
    Entry of(Path name) throws IOException;

    /** Makes what came here durable. */
    void sync() throws IOException;
}
