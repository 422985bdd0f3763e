package org.pop3j.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A wire over two streams. Streams know no time limit, so a thread reads and a queue waits. */
final class StreamWire implements Wire {
    private static final int PIECE_OCTETS = 8192;
    private static final int PIECES_AHEAD = 64;

    /** What the reading thread hands over: octets, or why there are no more. */
    private record Arrival(ByteBuffer octets, Optional<IOException> failure, boolean isEnd) {}

    private final InputStream fromPeer;
    private final OutputStream toPeer;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>(PIECES_AHEAD);
    private Arrival current = new Arrival(ByteBuffer.allocate(0), Optional.empty(), false);

    StreamWire(InputStream fromPeer, OutputStream toPeer) {
        this.fromPeer = fromPeer;
        this.toPeer = toPeer;
        Threads.start("dialogue stream reader", this::readAll);
    }

    private void readAll() {
        byte[] piece = new byte[PIECE_OCTETS];
        try {
            for (int n = fromPeer.read(piece); n >= 0; n = fromPeer.read(piece)) {
                put(new Arrival(ByteBuffer.wrap(Arrays.copyOf(piece, n)), Optional.empty(), false));
            }
            put(new Arrival(ByteBuffer.allocate(0), Optional.empty(), true));
        } catch (IOException e) {
            put(new Arrival(ByteBuffer.allocate(0), Optional.of(e), true));
        }
    }

    private void put(Arrival arrival) {
        try {
            arrivals.put(arrival);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        toPeer.write(octets, offset, length);
        toPeer.flush();
    }

    @Override
    public int read(byte[] into, Duration limit) throws IOException {
        if (!current.octets().hasRemaining() && !current.isEnd()) {
            current = await(limit);
        }
        if (current.failure().isPresent()) {
            throw new IOException("reading failed", current.failure().orElseThrow());
        }
        if (current.isEnd()) {
            return -1;
        }
        int count = Math.min(into.length, current.octets().remaining());
        current.octets().get(into, 0, count);
        return count;
    }

    private Arrival await(Duration limit) throws IOException {
        try {
            return Optional.ofNullable(arrivals.poll(limit.toNanos(), TimeUnit.NANOSECONDS))
                    .orElseThrow(() -> new SocketTimeoutException("nothing within " + limit));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for octets", e);
        }
    }

    @Override
    public void startTls(Duration limit) {
        throw new IllegalStateException("a pair of streams cannot do TLS: use a wire over TCP");
    }

    @Override
    public void closeOutput() throws IOException {
        toPeer.close();
    }

    @Override
    public void reset() throws IOException {
        close();
    }

    @Override
    public void close() throws IOException {
        try {
            toPeer.close();
        } finally {
            fromPeer.close();
        }
    }
}
