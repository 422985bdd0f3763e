package org.pop3j.oauth;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A small file that only its owner can read and write (mode 0600), where the file system knows modes.
 *
 * @param path where it is
 */
record OwnersFile(Path path) {
    private static final int MOST_OCTETS = 262_144;
    private static final Set<PosixFilePermission> OWNERS =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    /** Reads it; empty if it is not there. Refuses one that others can read or write, for it is no secret any more. */
    Optional<String> read() throws IOException {
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            requireOwners();
            byte[] octets = in.readNBytes(MOST_OCTETS + 1);
            if (octets.length > MOST_OCTETS) {
                throw new IOException(
                        "expected a token cache of at most " + MOST_OCTETS + " octets, got a longer file: " + path);
            }
            return Optional.of(new String(octets, StandardCharsets.UTF_8));
        } catch (NoSuchFileException notMadeYet) {
            return Optional.empty();
        }
    }

    private void requireOwners() throws IOException {
        if (!hasModes()) {
            return;
        }
        Set<PosixFilePermission> found = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        if (!OWNERS.containsAll(found)) {
            throw new IOException("expected a token cache that nobody but its owner can use, " + path + " has the mode "
                    + PosixFilePermissions.toString(found) + ": chmod 600 it, or remove it");
        }
    }

    /** Replaces it as a whole: whoever reads meanwhile gets the old one or the new one, also after a crash. */
    void replace(String text) throws IOException {
        Path fresh = Files.createTempFile(folder(), "." + path.getFileName(), ".new", attributes());
        try {
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer octets = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (octets.hasRemaining()) {
                    channel.write(octets);
                }
                channel.force(true);
            }
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder();
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** So that the name survives a crash too; a rotated refresh token that is lost cannot be had again. */
    private void syncFolder() throws IOException {
        if (hasModes()) {
            try (FileChannel channel = FileChannel.open(folder(), StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    /** Makes it, empty, if it is not there. */
    FileChannel open() throws IOException {
        return FileChannel.open(path, EnumSet.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), attributes());
    }

    private FileAttribute<?>[] attributes() {
        return hasModes()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNERS)}
                : new FileAttribute<?>[0];
    }

    private boolean hasModes() {
        FileSystem system = path.getFileSystem();
        return system.supportedFileAttributeViews().contains("posix");
    }

    private Path folder() {
        return Optional.ofNullable(path.toAbsolutePath().getParent()).orElse(path.toAbsolutePath());
    }
}
