package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts what a Maildir++ holds: {@code new} and {@code cur} of the Maildir and of each folder whose name begins with a dot,
 * but not what is in the trash or marked for it. The size in a name ({@code S=}) is taken, other files are looked at.
 */
final class QuotaCount {
    private static final Path ITSELF = Path.of(".");
    private static final List<Part> COUNTED = List.of(Part.NEW, Part.CUR);

    private final NameReader name = new NameReader();
    private QuotaUsage usage = QuotaUsage.NONE;
    private FileTime latest = FileTime.fromMillis(0);

    private QuotaCount() {}

    /** Counts all files. */
    static QuotaCount of(Maildir maildir) throws IOException {
        return visit(maildir, true);
    }

    /** When a folder that counts was last changed. */
    static FileTime latestChange(Maildir maildir) throws IOException {
        return visit(maildir, false).latest;
    }

    private static QuotaCount visit(Maildir maildir, boolean isCounting) throws IOException {
        QuotaCount count = new QuotaCount();
        try (SecureDirectoryStream<Path> root = maildir.entry(ITSELF).enter()) {
            count.mailFolder(root, isCounting);
            for (Path folder : subfolders(maildir)) {
                count.subfolder(new Entry(root, folder), isCounting);
            }
        }
        return count;
    }

    private static List<Path> subfolders(Maildir maildir) throws IOException {
        try (SecureDirectoryStream<Path> root = maildir.entry(ITSELF).enter()) {
            List<Path> folders = new ArrayList<>();
            for (Path file : root) {
                Path folder = file.getFileName();
                if (folder.toString().startsWith(".") && !folder.equals(Trash.FOLDER)) {
                    folders.add(folder);
                }
            }
            return folders;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    /** A symbolic link is no folder of this Maildir: it could lead to somebody else's. */
    private void subfolder(Entry folder, boolean isCounting) throws IOException {
        try {
            if (folder.attributes().isDirectory()) {
                try (SecureDirectoryStream<Path> opened = folder.enter()) {
                    mailFolder(opened, isCounting);
                }
            }
        } catch (NoSuchFileException removedMeanwhile) {
            return;
        }
    }

    private void mailFolder(SecureDirectoryStream<Path> folder, boolean isCounting) throws IOException {
        for (Part part : COUNTED) {
            try {
                messages(new Entry(folder, part.folder()), isCounting);
            } catch (NoSuchFileException noMailFolder) {
                continue;
            }
        }
    }

    private void messages(Entry part, boolean isCounting) throws IOException {
        PosixFileAttributes attributes = part.attributes();
        if (!attributes.isDirectory()) {
            return;
        }
        FileTime changed = attributes.lastModifiedTime();
        latest = changed.compareTo(latest) > 0 ? changed : latest;
        if (isCounting) {
            try (SecureDirectoryStream<Path> files = part.enter()) {
                for (Path file : files) {
                    message(new Entry(files, file.getFileName()));
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
    }

    private void message(Entry file) throws IOException {
        name.read(file.name());
        String text = name.text();
        if (name.isHidden() || InfoSuffix.has('T', text)) {
            return;
        }
        long stored = NameSizes.stored(text.substring(0, name.baseLength()));
        if (stored != Catalogue.UNKNOWN) {
            add(stored);
            return;
        }
        try {
            PosixFileAttributes attributes = file.attributes();
            if (attributes.isRegularFile()) {
                add(attributes.size());
            }
        } catch (NoSuchFileException removedMeanwhile) {
            return;
        }
    }

    private void add(long octets) {
        usage = usage.plus(new QuotaUsage(octets, 1));
    }

    QuotaUsage usage() {
        return usage;
    }

    /** When a folder was last changed, looked at before it was read. */
    FileTime latest() {
        return latest;
    }
}
