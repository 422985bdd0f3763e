package org.pop3j.jakarta.mail;

import jakarta.mail.internet.SharedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.util.Objects;

/** Octets in a file that many messages share; reads have a position of their own each and no lock. */
record FileOctets(FileChannel file, long start, long length) implements KeptOctets {
    private static final int BUFFER_OCTETS = 16_384;

    @Override
    public boolean isThere() {
        return file.isOpen();
    }

    @Override
    public InputStream from(long first) {
        return new Stream(start + first, start + first, start + length);
    }

    @Override
    public Head head(Charset charset) throws IOException {
        return Head.of(from(0), charset);
    }

    @Override
    public void writeTo(OutputStream target) throws IOException {
        from(0).transferTo(target);
    }

    /** Closing it closes nothing: the file is the folder's. */
    private final class Stream extends InputStream implements SharedInputStream {
        private final long origin;
        private final long end;
        private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_OCTETS).limit(0);
        private long next;
        private long marked;

        Stream(long origin, long next, long end) {
            this.origin = origin;
            this.next = next;
            this.marked = next;
            this.end = end;
        }

        @Override
        public int read() throws IOException {
            return fill() ? buffer.get() & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            Objects.checkFromIndexSize(offset, count, target.length);
            if (count == 0) {
                return 0;
            }
            if (!fill()) {
                return -1;
            }
            int given = Math.min(count, buffer.remaining());
            buffer.get(target, offset, given);
            return given;
        }

        @Override
        public int available() {
            return Octets.clamped(end - position());
        }

        /** Where the next octet lies in the file. */
        private long position() {
            return next - buffer.remaining();
        }

        private boolean fill() throws IOException {
            if (buffer.hasRemaining()) {
                return true;
            }
            if (next >= end) {
                return false;
            }
            buffer.clear().limit((int) Math.min(BUFFER_OCTETS, end - next));
            int count = file.read(buffer, next);
            buffer.flip();
            if (count < 0) {
                throw new IOException("the file of retrieved messages was cut");
            }
            next += count;
            return true;
        }

        @Override
        public boolean markSupported() {
            return true;
        }

        @Override
        public void mark(int readLimit) {
            marked = position();
        }

        @Override
        public void reset() {
            long buffered = next - buffer.limit();
            if (marked >= buffered && marked <= next) {
                buffer.position((int) (marked - buffered));
            } else {
                next = marked;
                buffer.limit(0);
            }
        }

        @Override
        public long getPosition() {
            return position() - origin;
        }

        @Override
        public InputStream newStream(long from, long to) {
            return new Stream(origin + from, origin + from, to < 0 ? end : origin + to);
        }
    }
}
