package org.pop3j.store.maildir;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The folder {@code .Trash} of Maildir++: where deleted messages can be taken back from for a while. Messages that come from
 * elsewhere, such as a mail program's, are left alone.
 */
final class Trash implements Closeable {
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");
    static final Path FOLDER = Path.of(".Trash");
    /** Tells deliveries into a folder that it is one of a Maildir++ (M-07). */
    private static final Path MARK = Path.of("maildirfolder");

    private final SecureDirectoryStream<Path> current;

    private Trash(SecureDirectoryStream<Path> current) {
        this.current = current;
    }

    /** Opens it, and makes it if there is none. */
    static Trash open(Maildir maildir) throws IOException {
        try {
            return new Trash(current(maildir));
        } catch (NoSuchFileException none) {
            make(maildir);
            return new Trash(current(maildir));
        }
    }

    private static void make(Maildir maildir) throws IOException {
        Folders.makeMaildir(maildir.path(), FOLDER);
        try (SecureDirectoryStream<Path> trash = maildir.entry(FOLDER).enter()) {
            new Entry(trash, MARK)
                    .open(StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .close();
        }
    }

    private static SecureDirectoryStream<Path> current(Maildir maildir) throws IOException {
        Entry folder = maildir.entry(FOLDER);
        if (!folder.attributes().owner().equals(maildir.owner())) {
            throw new IOException(FOLDER + " in " + maildir + " does not belong to its owner");
        }
        try (SecureDirectoryStream<Path> trash = folder.enter()) {
            return new Entry(trash, Part.CUR.folder()).enter();
        }
    }

    /** Moves a message here under its name, octet for octet: its unique-id follows from them. */
    void take(Entry message) throws IOException {
        NameReader name = new NameReader();
        name.read(message.name());
        Path target = FileNames.path(InfoSuffix.in(name.text()));
        new Entry(current, target).requireFree();
        message.directory().move(message.name(), current, target);
    }

    /** Makes what came here durable. */
    void sync() throws IOException {
        new Entry(current, Path.of(".")).sync();
    }

    @Override
    public void close() throws IOException {
        current.close();
    }

    /** Removes what our sessions put here longer ago. That it fails is no reason to refuse a session. */
    static void empty(Maildir maildir, Duration kept, Clock clock) {
        long limit = clock.instant().minus(kept).getEpochSecond();
        try (SecureDirectoryStream<Path> current = current(maildir)) {
            IdBook book = new IdFile(maildir).read();
            for (Path file : current) {
                Optional<Long> removed = book.removed(BaseName.of(file).octets());
                if (removed.isPresent() && removed.orElseThrow() < limit) {
                    new Entry(current, file.getFileName()).deleteIfThere();
                }
            }
        } catch (NoSuchFileException none) {
            LOG.log(Level.TRACE, "no trash in {0}", maildir);
        } catch (DirectoryIteratorException | IOException e) {
            LOG.log(Level.WARNING, "the trash of " + maildir + " is not emptied", e);
        }
    }
}
