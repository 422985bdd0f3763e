package org.pop3j.users;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Files that only their owner reads, written whole or not at all: new file, fsync, rename or link, fsync of the folder. */
final class PrivateFile {
    private PrivateFile() {}

    /** Replaces a file; owner, group and mode of the one that stands there are kept. */
    static void replace(Path file, byte[] content) throws IOException {
        Path fresh = fresh(file, content);
        try {
            keepAttributes(file, fresh);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            syncFolder(file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Makes a file unless there is one: what others made meanwhile stays. */
    static void createOnce(Path file, byte[] content) throws IOException {
        Path fresh = fresh(file, content);
        try {
            Files.createLink(file, fresh);
            syncFolder(file);
        } catch (FileAlreadyExistsException alreadyThere) {
            // Another start was faster: its file is as good.
        } catch (UnsupportedOperationException noLinks) {
            Files.move(fresh, file);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Makes a folder, and its parents, that only the owner enters. */
    static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, mode(folder, "rwx------"));
        }
    }

    private static Path fresh(Path file, byte[] content) throws IOException {
        Path fresh = file.resolveSibling("." + file.getFileName() + "." + Long.toHexString(System.nanoTime()) + "."
                + ProcessHandle.current().pid() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode(file, "rw-------"))) {
            ByteBuffer octets = ByteBuffer.wrap(content);
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
        return fresh;
    }

    private static void keepAttributes(Path from, Path to) throws IOException {
        Optional<PosixFileAttributeView> target = posix(to);
        if (target.isPresent() && Files.exists(from)) {
            PosixFileAttributes kept = Files.readAttributes(from, PosixFileAttributes.class);
            PosixFileAttributes now = target.get().readAttributes();
            if (!kept.owner().equals(now.owner())) {
                target.get().setOwner(kept.owner());
            }
            if (!kept.group().equals(now.group())) {
                target.get().setGroup(kept.group());
            }
            target.get().setPermissions(kept.permissions());
        }
    }

    private static Optional<PosixFileAttributeView> posix(Path file) {
        return Optional.ofNullable(Files.getFileAttributeView(file, PosixFileAttributeView.class));
    }

    static FileAttribute<?>[] mode(Path place, String mode) {
        boolean isPosix = place.getFileSystem().supportedFileAttributeViews().contains("posix");
        return isPosix
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))}
                : new FileAttribute<?>[0];
    }

    /** Makes the new name durable (S-39); Windows has no such thing and needs none. */
    private static void syncFolder(Path file) throws IOException {
        if (posix(file).isPresent()) {
            try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }
}
