package org.pop3j.jakarta.mail;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Keeps messages in a temporary file that only its owner may read, and that is gone when it is closed. */
final class FileKeeper implements ContentKeeper {
    private final Optional<Path> folder;
    private FileChannel file;
    private long end;

    private FileKeeper(Optional<Path> folder, FileChannel file) {
        this.folder = folder;
        this.file = file;
    }

    /**
     * Makes the file.
     *
     * @param folder where; empty for the JVM's folder for temporary files
     */
    static FileKeeper in(Optional<Path> folder) throws IOException {
        return new FileKeeper(folder, made(folder));
    }

    private static FileChannel made(Optional<Path> folder) throws IOException {
        Path path = folder.isPresent()
                ? Files.createTempFile(folder.orElseThrow(), "pop3j-", ".mail")
                : Files.createTempFile("pop3j-", ".mail");
        try {
            return FileChannel.open(
                    path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw e;
        }
    }

    @Override
    public KeptOctets keep(long expectedOctets, Source source) throws IOException {
        if (!file.isOpen()) {
            // An interrupt of a thread that read from it has closed it.
            file = made(folder);
            end = 0;
        }
        Appending target = new Appending(end);
        source.writeTo(target);
        KeptOctets kept = new FileOctets(file, end, target.position - end);
        end = target.position;
        return kept;
    }

    @Override
    public boolean isInMemory() {
        return false;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the temporary file of retrieved messages cannot be removed", e);
        }
    }

    private final class Appending extends OutputStream {
        private long position;

        Appending(long position) {
            this.position = position;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int count) throws IOException {
            ByteBuffer octets = ByteBuffer.wrap(source, offset, count);
            while (octets.hasRemaining()) {
                position += file.write(octets, position);
            }
        }
    }
}
