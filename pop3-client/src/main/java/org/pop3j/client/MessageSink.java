package org.pop3j.client;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Stands between a message and the caller's target. When the target fails the rest of the message is thrown away, because the
 * dialogue must stay in step; the failure is told afterwards by {@link #rethrow()}.
 */
final class MessageSink extends OutputStream {
    private OutputStream target;
    private final long limitOctets;
    private long octets;
    private Failure failure = () -> {};

    /** What to throw when the message is over. */
    private interface Failure {
        void rethrow() throws IOException;
    }

    MessageSink(OutputStream target, long limitOctets) {
        this.target = target;
        this.limitOctets = limitOctets;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        octets += length;
        if (octets > limitOctets) {
            throw new IOException("expected a message of at most " + limitOctets + " octets, got more");
        }
        try {
            target.write(source, offset, length);
        } catch (IOException e) {
            fail(() -> {
                throw e;
            });
        } catch (RuntimeException e) {
            fail(() -> {
                throw e;
            });
        }
    }

    long octets() {
        return octets;
    }

    void rethrow() throws IOException {
        failure.rethrow();
    }

    private void fail(Failure told) {
        failure = told;
        target = OutputStream.nullOutputStream();
    }
}
