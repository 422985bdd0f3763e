package org.pop3j.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntUnaryOperator;

/**
 * The octets that this side sends. They go out on a thread of their own, so that a step has an end even if the other side
 * does not read, and replies can be read while a long pipeline is still being written.
 */
final class Outgoing implements AutoCloseable {
    private final Wire wire;
    private final IntUnaryOperator pieces;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final ExecutorService writer = Executors.newSingleThreadExecutor(r -> Threads.daemon("dialogue writer", r));
    private Future<?> write = CompletableFuture.completedFuture(null);

    Outgoing(Wire wire, IntUnaryOperator pieces) {
        this.wire = wire;
        this.pieces = pieces;
    }

    /** Keeps octets until the other side's turn. */
    void add(String octets) {
        pending.writeBytes(octets.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Begins to send what is kept. */
    void send() {
        if (pending.size() > 0) {
            byte[] octets = pending.toByteArray();
            pending.reset();
            write = writer.submit(() -> {
                write(octets);
                return octets.length;
            });
        }
    }

    /** Waits until everything is sent. */
    void await(Duration limit) throws IOException, TimeoutException {
        try {
            write.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            throw new IOException("sending failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while sending", e);
        }
    }

    private void write(byte[] octets) throws IOException {
        int sent = 0;
        while (sent < octets.length) {
            int piece = pieces.applyAsInt(octets.length - sent);
            wire.write(octets, sent, piece);
            sent += piece;
        }
    }

    @Override
    public void close() {
        writer.shutdown();
    }
}
