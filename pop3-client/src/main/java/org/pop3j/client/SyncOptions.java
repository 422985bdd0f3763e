package org.pop3j.client;

import java.time.Clock;

/** How a {@link Pop3Sync} works. */
record SyncOptions(
        Retention retention,
        Again again,
        int mostMessages,
        long mostOctets,
        int attempts,
        int sessions,
        SyncListener listener,
        Clock clock) {
    /** Whether messages that were taken before are delivered too. */
    enum Again {
        ONLY_NEW,
        ALL
    }
}
