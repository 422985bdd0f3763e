package org.pop3j.bench;

/**
 * A client that is measured: it fetches the first messages of a maildrop in one session, into nothing.
 *
 * @param name what the reader sees
 * @param place where it runs
 * @param fetch does it
 */
record MeasuredClient(String name, Place place, Fetch fetch) {
    /** Where a client runs. */
    enum Place {
        /** In this JVM: what it allocates can be measured. */
        HERE,
        /** In a process, whose start counts. */
        PROCESS
    }

    /** Fetches. */
    @FunctionalInterface
    interface Fetch {
        /**
         * Fetches messages 1 to n from a server on this machine.
         *
         * @return the octets that came
         */
        long messages(int port, int n) throws Exception;
    }
}
