package org.pop3j.client;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLSocket;

/** Lays TLS 1.2 or later over a connected socket (R8314-02); the handshake is still to be done. */
final class TlsLayer {
    private TlsLayer() {}

    /** Server name indication comes with the host that the socket is made for (R8314-09). */
    static SSLSocket over(Socket raw, String host, int port, Trust trust) throws IOException {
        try {
            SSLSocket socket = (SSLSocket) trust.context().getSocketFactory().createSocket(raw, host, port, true);
            trust.choice().applyTo(socket);
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot set up TLS: " + e.getMessage(), e);
        }
    }
}
