package org.pop3j.bench;

import java.io.IOException;

/** A server of one of the two sides, with Maildirs of its own. */
interface MeasuredServer extends AutoCloseable {
    String name();

    int port();

    int tlsPort();

    /** Its Maildir of a user. */
    BenchMaildir maildir(String user);

    /** Stops it and starts it anew; ready when this returns. */
    void restart() throws IOException;

    @Override
    void close();
}
