package org.pop3j.client;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Lays TLS 1.2 or later over a connected socket (R8314-02); the handshake is still to be done. */
final class TlsLayer {
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    private TlsLayer() {}

    /** Server name indication comes with the host that the socket is made for (R8314-09). */
    static SSLSocket over(Socket raw, String host, int port, Trust trust) throws IOException {
        try {
            SSLSocket socket = (SSLSocket) trust.context().getSocketFactory().createSocket(raw, host, port, true);
            restrict(socket);
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot set up TLS: " + e.getMessage(), e);
        }
    }

    private static void restrict(SSLSocket socket) throws IOException {
        List<String> supported = List.of(socket.getSupportedProtocols());
        String[] wanted = PROTOCOLS.stream().filter(supported::contains).toArray(String[]::new);
        if (wanted.length == 0) {
            throw new IOException("this JDK is configured without TLS 1.2 and 1.3");
        }
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(wanted);
        socket.setSSLParameters(parameters);
    }
}
