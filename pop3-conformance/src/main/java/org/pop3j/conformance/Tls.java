package org.pop3j.conformance;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** How a wire layers TLS over its socket; the handshake is still to be done. */
@FunctionalInterface
interface Tls {
    /** For wires without a context. */
    Tls NONE = socket -> {
        throw new IllegalStateException("this dialogue does TLS: give the wire or the peer an SSLContext");
    };

    SSLSocket layer(Socket socket) throws IOException;

    static Tls client(SSLContext context) {
        return socket -> layer(context, socket, true);
    }

    static Tls server(SSLContext context) {
        return socket -> layer(context, socket, false);
    }

    private static SSLSocket layer(SSLContext context, Socket socket, boolean clientMode) throws IOException {
        // An IP address and no name: no SNI, no name check.
        String host = socket.getInetAddress().getHostAddress();
        if (context.getSocketFactory().createSocket(socket, host, socket.getPort(), true) instanceof SSLSocket tls) {
            tls.setUseClientMode(clientMode);
            return tls;
        }
        throw new SocketException("the SSLContext makes no SSLSocket");
    }
}
