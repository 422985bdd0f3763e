package org.pop3j.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.pop3j.store.spi.StoredContent;

/**
 * A message open for sending: one piece of up to 64 KiB at a time, the first already read. The call into the store that reads the
 * last piece closes the message as well: for a small one that is the only call. Belongs to the session's thread.
 */
final class OpenedContent implements Closeable {
    private final StoreWork work;
    private final BufferPool pool;
    private final StoredContent content;
    private final byte[] piece;
    private int length;
    private boolean isAbandoned;

    private OpenedContent(StoredContent content, byte[] piece, int length, StoreWork work, BufferPool pool) {
        this.content = content;
        this.piece = piece;
        this.length = length;
        this.work = work;
        this.pool = pool;
    }

    static OpenedContent open(StoreWork.Call<StoredContent> opening, StoreWork work, BufferPool pool)
            throws RefusedException {
        return work.call(() -> firstPiece(opening.run(), work, pool), OpenedContent::closeTooLate);
    }

    /** What the store says of the line ends. */
    StoredContent.Form form() {
        return content.form();
    }

    /** The octets of the piece, {@link #length()} of them. */
    byte[] piece() {
        return piece;
    }

    int length() {
        return length;
    }

    /**
     * Reads the next piece.
     *
     * @return whether there was one
     * @throws IOException if reading failed: the answer cannot be completed
     */
    boolean next() throws IOException {
        if (isLast()) {
            return false;
        }
        try {
            length = work.call(() -> read(content, piece));
            return length > 0;
        } catch (RefusedException e) {
            isAbandoned = true;
            throw new IOException("reading a message failed behind +OK", e);
        }
    }

    /** Closes the message; the buffer serves the next one, unless a read that is stuck may still write into it. */
    @Override
    public void close() throws IOException {
        if (isAbandoned) {
            work.last(this::closeTooLate);
            return;
        }
        if (!isLast()) {
            closeEarly();
        }
        pool.giveBack(piece);
    }

    private void closeEarly() throws IOException {
        try {
            work.call(() -> {
                content.close();
                return length;
            });
        } catch (RefusedException e) {
            throw new IOException("closing a message failed", e);
        }
    }

    /** Reads a piece; the last one ends the message. */
    private static int read(StoredContent content, byte[] piece) throws IOException {
        int length = content.octets().readNBytes(piece, 0, piece.length);
        if (length < piece.length) {
            content.close();
        }
        return length;
    }

    /** A piece that does not fill the buffer is the last one. */
    private boolean isLast() {
        return length < piece.length;
    }

    private static OpenedContent firstPiece(StoredContent content, StoreWork work, BufferPool pool) throws IOException {
        byte[] piece = pool.take();
        try {
            return new OpenedContent(content, piece, read(content, piece), work, pool);
        } catch (IOException | RuntimeException e) {
            content.close();
            throw e;
        }
    }

    /** The session has given up; its buffer is left to the garbage collector. */
    private void closeTooLate() {
        try {
            content.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
