package org.pop3j.client;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Stands between a content and the caller's target: counts, keeps to the limit, tells the progress. When the target fails the
 * rest of the message is thrown away, because the dialogue must stay in step; the failure is told afterwards by {@link
 * #rethrow()}.
 */
final class MessageSink extends OutputStream {
    private static final byte[] CRLF = "\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Arrival arrival;
    private final HeaderEnd headerEnd;
    private OutputStream target;
    private long octets;
    private Failure failure = Failure.NONE;

    /** What to throw when the message is over. */
    private interface Failure {
        Failure NONE = () -> {};

        void rethrow() throws IOException;
    }

    MessageSink(OutputStream target, Arrival arrival) {
        this.target = target;
        this.arrival = arrival;
        this.headerEnd = arrival.endsHeader() ? HeaderEnd.watched() : HeaderEnd.UNWATCHED;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        octets += length;
        if (octets > arrival.limitOctets() && failure == Failure.NONE) {
            tooLarge();
        }
        headerEnd.feed(source, offset, length);
        give(source, offset, length);
        arrival.tell(octets);
    }

    /** The content is whole. */
    void complete() {
        byte[] missing = headerEnd.missing();
        for (int i = 0; i < missing.length; i += CRLF.length) {
            octets += CRLF.length;
            give(missing, i, CRLF.length);
        }
    }

    long octets() {
        return octets;
    }

    void rethrow() throws IOException {
        failure.rethrow();
    }

    private void tooLarge() throws IOException {
        if (arrival.oversize() == Oversize.FAILS) {
            throw new IOException("expected a message of at most " + arrival.limitOctets() + " octets, got more");
        }
        fail(() -> {
            throw new MessageTooLargeException(arrival.limitOctets());
        });
    }

    private void give(byte[] source, int offset, int length) {
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

    private void fail(Failure told) {
        failure = told;
        target = OutputStream.nullOutputStream();
    }
}
