package org.pop3j.store.maildir;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.function.Consumer;
import org.pop3j.store.spi.StoredContent;

/** The octets of an opened message file; it stays readable when somebody removes the file. */
final class FileContent implements StoredContent {
    private final InputStream octets;
    private final Form form;

    private FileContent(InputStream octets, Form form) {
        this.octets = octets;
        this.form = form;
    }

    /** A message whose form is known. */
    static FileContent of(FileChannel channel, Form form) {
        return new FileContent(Channels.newInputStream(channel), form);
    }

    /** A message that nobody has counted: what is read is counted, and told if it is read to its end. */
    static FileContent counting(FileChannel channel, Consumer<Count.Result> found) {
        return new FileContent(new Counted(Channels.newInputStream(channel), found), Form.UNKNOWN);
    }

    @Override
    public Form form() {
        return form;
    }

    @Override
    public InputStream octets() {
        return octets;
    }

    @Override
    public void close() throws IOException {
        octets.close();
    }

    private static final class Counted extends FilterInputStream {
        private final Count count = new Count();
        private final Consumer<Count.Result> found;
        private boolean isCounting = true;

        Counted(InputStream octets, Consumer<Count.Result> found) {
            super(octets);
            this.found = found;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = in.read(into, offset, length);
            if (read > 0) {
                count.add(into, offset, read);
            } else if (read < 0 && isCounting) {
                isCounting = false;
                found.accept(count.finish());
            }
            return read;
        }

        @Override
        public long skip(long octets) throws IOException {
            isCounting = false;
            return in.skip(octets);
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
