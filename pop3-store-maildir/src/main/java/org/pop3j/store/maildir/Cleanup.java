package org.pop3j.store.maildir;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** What is tidied up when it is settled already whether a message is stored. */
final class Cleanup {
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");

    private Cleanup() {}

    /** Does it; a failure is only logged, because a delivery reported as failed would be made again. */
    static void attempt(Closeable work) {
        try {
            work.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "not tidied up after a delivery", e);
        }
    }
}
