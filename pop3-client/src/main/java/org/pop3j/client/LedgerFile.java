package org.pop3j.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A ledger in a file, used by one process at a time: {@code FILE.lock} beside it is locked as long as it is open. The lock is
 * a file of its own, because compacting puts a new file in place of the old one.
 */
final class LedgerFile implements LedgerStorage {
    /** Within a JVM a second channel on a lock file would, when closed, release the lock of the first. */
    private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;
    private FileChannel file;
    private Optional<IOException> unusable = Optional.empty();

    /** With the path that no other name of the file has. */
    LedgerFile(Path path, FileChannel lock, FileChannel file) {
        this.path = path;
        this.lock = lock;
        this.file = file;
    }

    /** By whatever name: symbolic links to one ledger are one ledger, with one lock. */
    static LedgerFile open(Path named) throws IOException {
        Path folder = Optional.ofNullable(named.toAbsolutePath().getParent()).orElse(named);
        return openReal(
                Files.exists(named) ? named.toRealPath() : folder.toRealPath().resolve(named.getFileName()));
    }

    private static LedgerFile openReal(Path path) throws IOException {
        if (!OPEN.add(path)) {
            throw inUse(path);
        }
        boolean isOpen = false;
        FileChannel lock = null;
        try {
            lock = channel(path.resolveSibling(path.getFileName() + ".lock"));
            if (lock.tryLock() == null) {
                throw inUse(path);
            }
            LedgerFile ledger = new LedgerFile(path, lock, channel(path));
            DurableName.of(path);
            isOpen = true;
            return ledger;
        } finally {
            if (!isOpen) {
                OPEN.remove(path);
                if (lock != null) {
                    lock.close();
                }
            }
        }
    }

    private static IOException inUse(Path path) {
        return new IOException(
                path + " is in use by another run: wait for its end, or give each account a ledger of its" + " own");
    }

    /** For reading and writing, made if there is none, and then for its owner only: it names who writes to whom. */
    private static FileChannel channel(Path path) throws IOException {
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean isPosix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] mode = isPosix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        return FileChannel.open(path, options, mode);
    }

    @Override
    public byte[] load() throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(Math.toIntExact(file.size()));
        file.position(0);
        while (octets.hasRemaining() && file.read(octets) >= 0) {
            // Until all is read.
        }
        file.position(file.size());
        return octets.array();
    }

    @Override
    public void append(byte[] octets) throws IOException {
        requireUsable();
        long before = file.position();
        try {
            writeAll(file, octets);
        } catch (IOException e) {
            unusable = Optional.of(e);
            truncate(before);
            unusable = Optional.empty();
            throw e;
        }
    }

    @Override
    public void force() throws IOException {
        requireUsable();
        try {
            file.force(false);
        } catch (IOException e) {
            // What a failed fsync has thrown away cannot be known, and a second one would claim success.
            unusable = Optional.of(e);
            throw e;
        }
    }

    @Override
    public void truncate(long octets) throws IOException {
        file.truncate(octets);
        file.position(octets);
    }

    @Override
    public void replace(byte[] octets) throws IOException {
        requireUsable();
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(draft);
        FileChannel next = channel(draft);
        try {
            writeAll(next, octets);
            next.force(true);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            next.close();
            throw e;
        }
        file.close();
        file = next;
        DurableName.of(path);
    }

    private static void writeAll(FileChannel channel, byte[] octets) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(octets);
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    private void requireUsable() throws IOException {
        if (unusable.isPresent()) {
            throw new IOException(
                    path + " could not be written before: " + unusable.get().getMessage(), unusable.get());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            file.close();
        } finally {
            try {
                lock.close();
            } finally {
                OPEN.remove(path);
            }
        }
    }
}
