package org.pop3j.client;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * What has been decoded of a content and not been given out. One serves all contents of a session, one after the other, so
 * that a message costs no buffer of its own.
 */
final class Piece extends OutputStream {
    private byte[] octets = new byte[8192];
    private int position;
    private int end;
    private Optional<OutputStream> direct = Optional.empty();
    private Optional<IOException> failure = Optional.empty();

    int remaining() {
        return end - position;
    }

    void clear() {
        position = 0;
        end = 0;
    }

    int next() {
        return octets[position++] & 0xFF;
    }

    int take(byte[] target, int offset, int length) {
        int count = Math.min(length, remaining());
        System.arraycopy(octets, position, target, offset, count);
        position += count;
        return count;
    }

    void giveAll(OutputStream target) throws IOException {
        int length = remaining();
        int from = position;
        position = end;
        target.write(octets, from, length);
    }

    /** From now on octets go to a target at once. */
    void direct(OutputStream target) {
        direct = Optional.of(target);
        failure = Optional.empty();
    }

    void indirect() {
        direct = Optional.empty();
    }

    /** Tells why the target failed; what came for it after that is kept here, unless it is cleared. */
    void rethrow() throws IOException {
        if (failure.isPresent()) {
            IOException told = failure.orElseThrow();
            failure = Optional.empty();
            throw told;
        }
    }

    @Override
    public void write(int octet) {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    /** A failing target must not fail the dialogue: the failure is told between two pieces. */
    @Override
    public void write(byte[] source, int offset, int length) {
        if (direct.isPresent() && failure.isEmpty()) {
            try {
                direct.orElseThrow().write(source, offset, length);
            } catch (IOException e) {
                failure = Optional.of(e);
            }
            return;
        }
        if (end + length > octets.length) {
            octets = Arrays.copyOf(octets, Math.max(2 * octets.length, end + length));
        }
        System.arraycopy(source, offset, octets, end, length);
        end += length;
    }
}
