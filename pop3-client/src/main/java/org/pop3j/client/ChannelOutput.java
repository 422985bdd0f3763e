package org.pop3j.client;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes into a channel straight from the array that it is given. */
final class ChannelOutput extends OutputStream {
    private final WritableByteChannel channel;

    /** Fills a channel and says with how many octets. */
    interface Filling {
        long into(WritableByteChannel channel) throws IOException;
    }

    ChannelOutput(WritableByteChannel channel) {
        this.channel = channel;
    }

    /** Makes a file that is durable and whole, or none. */
    static long intoNewFile(Path file, Filling filling) throws IOException {
        boolean isWhole = false;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            try {
                long octets = filling.into(channel);
                channel.force(true);
                DurableName.of(file);
                isWhole = true;
                return octets;
            } finally {
                if (!isWhole) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap(source, offset, length);
        while (octets.hasRemaining()) {
            if (channel.write(octets) == 0) {
                throw new IOException("expected a channel that blocks, this one took no octet");
            }
        }
    }
}
