package org.pop3j.jakarta.mail;

import java.io.IOException;
import java.net.Socket;
import java.nio.channels.SocketChannel;

/** Sockets of channels ({@code usesocketchannels}): an interrupt of a thread that waits for one closes it. */
final class ChannelSockets extends UnconnectedSockets {
    @Override
    public Socket createSocket() throws IOException {
        return SocketChannel.open().socket();
    }
}
