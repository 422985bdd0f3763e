package org.pop3j.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/** A client of TLS 1.2 that decides itself what stands in each record, as a socket of the JDK does not. */
final class SmallRecords implements AutoCloseable {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final Socket socket;
    private final SSLEngine engine;
    private final ByteBuffer out;
    private final ByteBuffer in;
    private final ByteBuffer text;

    SmallRecords(InetSocketAddress server, SSLContext context) throws IOException {
        socket = new Socket(server.getAddress(), server.getPort());
        engine = context.createSSLEngine();
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {"TLSv1.2"});
        out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        in = ByteBuffer.allocate(4 * out.capacity()).flip();
        text = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        engine.beginHandshake();
        while (engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING) {
            step();
        }
    }

    private void step() throws IOException {
        switch (engine.getHandshakeStatus()) {
            case NEED_WRAP -> send(NOTHING);
            case NEED_TASK -> engine.getDelegatedTask().run();
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                if (engine.unwrap(in, text).getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
                    receive();
                }
            }
            case FINISHED, NOT_HANDSHAKING -> throw new IllegalStateException("the handshake is over");
        }
    }

    private void receive() throws IOException {
        in.compact();
        int count = socket.getInputStream().read(in.array(), in.position(), in.remaining());
        if (count < 0) {
            throw new IOException("closed in the handshake");
        }
        in.position(in.position() + count).flip();
    }

    /** Sends a record with these octets. */
    void send(ByteBuffer octets) throws IOException {
        out.clear();
        engine.wrap(octets, out);
        socket.getOutputStream().write(out.array(), 0, out.position());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
