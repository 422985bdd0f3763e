package org.pop3j.store.maildir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import org.pop3j.store.spi.StoredContent;

/** The octets of an opened message file; it stays readable when somebody removes the file. */
final class FileContent implements StoredContent {
    private final InputStream octets;

    FileContent(FileChannel channel) {
        this.octets = Channels.newInputStream(channel);
    }

    @Override
    public Form form() {
        return Form.UNKNOWN;
    }

    @Override
    public InputStream octets() {
        return octets;
    }

    @Override
    public void close() throws IOException {
        octets.close();
    }
}
