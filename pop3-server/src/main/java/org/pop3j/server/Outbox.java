package org.pop3j.server;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.pop3j.codec.Reply;

/**
 * What is on its way to the client. Answers gather until no further command is waiting in the input or 64 KiB are full, so
 * that a pipelining client gets few large segments and nobody waits for a small one.
 */
final class Outbox extends OutputStream {
    /** What must get through within the write limit: one TLS record, so that a slow reader is no stuck one (S-29). */
    private static final int PIECE_OCTETS = 1 << 14;

    private static final byte[] NOTHING = new byte[0];
    private static final int MOST_DIGITS = 19;
    private static final int MOST_OF_A_LISTING = 2 * MOST_DIGITS + 3;
    /** 00 to 99. */
    private static final byte[] PAIRS = pairs();

    private final OutputStream client;
    private final BufferPool pool;
    private final Watchdog.Guard guard;
    private final Duration writeStall;
    private byte[] buffer = NOTHING;
    private int length;

    Outbox(OutputStream client, BufferPool pool, Watchdog.Guard guard, Duration writeStall) {
        this.client = client;
        this.pool = pool;
        this.guard = guard;
        this.writeStall = writeStall;
    }

    void line(Reply reply) throws IOException {
        line(reply.line());
    }

    /** Writes printable ASCII and CRLF. */
    void line(String text) throws IOException {
        ascii(text);
        endOfLine();
    }

    /** Writes one line of a listing without making a string: number, SPACE, figure. */
    void listing(int number, long figure) throws IOException {
        room(MOST_OF_A_LISTING);
        decimal(number);
        buffer[length++] = ' ';
        decimal(figure);
        buffer[length++] = '\r';
        buffer[length++] = '\n';
    }

    @Override
    public void write(int octet) throws IOException {
        room(1);
        buffer[length++] = (byte) octet;
    }

    @Override
    public void write(byte[] octets, int offset, int count) throws IOException {
        int done = 0;
        while (done < count) {
            room(1);
            int piece = Math.min(count - done, buffer.length - length);
            System.arraycopy(octets, offset + done, buffer, length, piece);
            length += piece;
            done += piece;
        }
    }

    /** Sends what is there and lets go of the buffer. Must make progress within the write limit (S-29). */
    @Override
    public void flush() throws IOException {
        send();
        release();
    }

    /** Throws away what has not been sent: the connection is lost. */
    void release() {
        if (buffer != NOTHING) {
            pool.giveBack(buffer);
            buffer = NOTHING;
            length = 0;
        }
    }

    private void send() throws IOException {
        if (length == 0) {
            return;
        }
        for (int sent = 0; sent < length; sent += PIECE_OCTETS) {
            guard.limitStep(writeStall);
            client.write(buffer, sent, Math.min(PIECE_OCTETS, length - sent));
        }
        client.flush();
        guard.endStep();
        length = 0;
    }

    private void room(int octets) throws IOException {
        if (buffer == NOTHING) {
            buffer = pool.take();
        } else if (length + octets > buffer.length) {
            send();
        }
    }

    private void ascii(String text) throws IOException {
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            buffer[length++] = (byte) text.charAt(i);
        }
    }

    /** Digits two at a time: a listing of many messages is little else. There must be room. */
    private void decimal(long value) {
        int end = length + digits(value);
        int at = end;
        long rest = value;
        while (rest >= 10) {
            int pair = 2 * (int) (rest % 100);
            buffer[--at] = PAIRS[pair + 1];
            buffer[--at] = PAIRS[pair];
            rest /= 100;
        }
        if (at > length) {
            buffer[--at] = (byte) ('0' + rest);
        }
        length = end;
    }

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }

    private static int digits(long value) {
        int digits = 1;
        for (long power = 10; digits < MOST_DIGITS && value >= power; power *= 10) {
            digits++;
        }
        return digits;
    }

    private void endOfLine() throws IOException {
        room(2);
        buffer[length++] = '\r';
        buffer[length++] = '\n';
    }
}
