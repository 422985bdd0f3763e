package org.pop3j.store.maildir;

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
final class Trash implements Remains {
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");
    static final Path FOLDER = Path.of(".Trash");
    /** Tells deliveries into a folder that it is one of a Maildir++ (M-07). */
    private static final Path MARK = Path.of("maildirfolder");

    private final SecureDirectoryStream<Path> current;

    private Trash(SecureDirectoryStream<Path> current) {
        this.current = current;
    }

    /** Opens it; {@code NoSuchFileException} if there is none. */
    static Trash open(Maildir maildir) throws IOException {
        return new Trash(current(maildir));
    }

    /** Opens it, and makes it if there is none. */
    static Trash openOrMake(Maildir maildir) throws IOException {
        try {
            return open(maildir);
        } catch (NoSuchFileException none) {
            make(maildir);
            return open(maildir);
        }
    }

    private static void make(Maildir maildir) throws IOException {
        NewFolder.maildir(maildir.path(), FOLDER);
        try (SecureDirectoryStream<Path> trash = maildir.entry(FOLDER).enter()) {
            new Entry(trash, MARK)
                    .open(StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                    .close();
        }
    }

    private static SecureDirectoryStream<Path> current(Maildir maildir) throws IOException {
        try (SecureDirectoryStream<Path> trash = maildir.enterOwned(FOLDER)) {
            return new Entry(trash, Part.CUR.folder()).enter();
        }
    }

    /** Under its name, octet for octet: its unique-id follows from them. */
    @Override
    public void take(Entry message) throws IOException {
        Entry target = of(message.name());
        target.requireFree();
        message.directory().move(message.name(), current, target.name());
    }

    @Override
    public Entry of(Path name) throws IOException {
        NameReader octets = new NameReader();
        octets.read(name);
        return new Entry(current, FileNames.path(InfoSuffix.in(octets.text())));
    }

    @Override
    public void sync() throws IOException {
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
