package org.pop3j.conformance.fake;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.pop3j.codec.LineDecoder;

/** What a client sends, in lines. */
final class FakeInput {
    private static final int BUFFER_OCTETS = 4096;
    private static final int LONGEST_IGNORED = 16_384;

    private final InputStream source;
    private final Watcher watcher;
    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER_OCTETS).limit(0);

    FakeInput(InputStream source, Watcher watcher) {
        this.source = source;
        this.watcher = watcher;
    }

    /** The next line without CRLF; empty if it is longer than the limit. */
    Optional<String> line(int limit) throws IOException {
        LineDecoder decoder = new LineDecoder(limit);
        while (true) {
            if (!buffer.hasRemaining()) {
                fill();
            }
            switch (decoder.feed(buffer)) {
                case LINE -> {
                    watcher.command(decoder.line());
                    return Optional.of(decoder.line());
                }
                case OVERLONG -> {
                    return Optional.empty();
                }
                case NEEDS_MORE -> {
                    if (decoder.swallowedOctets() > 1 << 20) {
                        throw new IOException("a line without an end");
                    }
                }
            }
        }
    }

    private void fill() throws IOException {
        byte[] array = new byte[BUFFER_OCTETS];
        int count = source.read(array);
        if (count < 0) {
            watcher.event("C: <EOF>");
            throw new EOFException("the client has closed");
        }
        watcher.clientSaid(array, 0, count);
        buffer = ByteBuffer.wrap(array, 0, count);
    }

    /** What has come and was not read. */
    byte[] buffered() {
        byte[] left = new byte[buffer.remaining()];
        buffer.get(left);
        return left;
    }

    void putBack(byte[] octets) {
        buffer = ByteBuffer.wrap(octets);
    }

    /** Reads until the client closes; what it says is heard, and not answered. */
    void drain() throws IOException {
        while (true) {
            line(LONGEST_IGNORED);
        }
    }
}
