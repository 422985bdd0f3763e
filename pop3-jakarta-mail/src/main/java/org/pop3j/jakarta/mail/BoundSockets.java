package org.pop3j.jakarta.mail;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;

/** Sockets of another factory, bound to an address of this machine ({@code localaddress}, {@code localport}). */
final class BoundSockets extends UnconnectedSockets {
    private final SocketFactory factory;
    private final InetSocketAddress local;

    BoundSockets(SocketFactory factory, InetSocketAddress local) {
        this.factory = factory;
        this.local = local;
    }

    @Override
    public Socket createSocket() throws IOException {
        Socket socket = factory.createSocket();
        try {
            // The port of the connection before may not be quite free yet.
            socket.setReuseAddress(true);
            socket.bind(local);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
