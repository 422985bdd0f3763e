package org.pop3j.server;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** A client in memory, without TLS. */
final class MemoryTransport implements Transport {
    final OctetPipe fromClient = new OctetPipe();
    final OctetPipe toClient = new OctetPipe();

    @Override
    public InputStream input() {
        return fromClient.input();
    }

    @Override
    public OutputStream output() {
        return toClient.output();
    }

    @Override
    public SocketAddress peer() {
        return InetSocketAddress.createUnresolved("memory", 1);
    }

    @Override
    public Optional<SSLSession> tls() {
        return Optional.empty();
    }

    @Override
    public void startTls() {
        throw new IllegalStateException("no TLS in memory");
    }

    @Override
    public void close() {
        abort();
    }

    @Override
    public void abort() {
        fromClient.end();
        toClient.end();
    }
}
