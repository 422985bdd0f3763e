package org.pop3j.client;

import java.io.IOException;
import java.net.Socket;

/** Leads from a connected proxy on to the server. */
interface Tunnel {
    /** No proxy: the socket leads to the server. */
    Tunnel NONE = (socket, host, port, deadlineNanos) -> {};

    /**
     * Asks the proxy for the server. Reads no octet beyond the proxy's own answer.
     *
     * @param deadlineNanos when to give up, as {@link System#nanoTime()} counts
     */
    void open(Socket socket, String host, int port, long deadlineNanos) throws IOException;
}
