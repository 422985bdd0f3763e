package org.pop3j.store.maildir;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * The folder {@code pop3j.removed}: with {@link MaildirOptions.Lock#SNAPSHOT} removed messages go there under their base names,
 * so that sessions which have them in their snapshot can still read them. Its name begins with no dot, so for others it is no
 * folder of Maildir++, and counts for no quota.
 */
final class Withdrawn implements Remains {
    static final Path FOLDER = Path.of("pop3j.removed");
    /** Longer than sessions last that are of use to anybody. */
    static final Duration KEPT = Duration.ofHours(1);

    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");

    private final SecureDirectoryStream<Path> folder;

    private Withdrawn(SecureDirectoryStream<Path> folder) {
        this.folder = folder;
    }

    /** Opens it; {@code NoSuchFileException} if there is none. */
    static Withdrawn open(Maildir maildir) throws IOException {
        return new Withdrawn(maildir.enterOwned(FOLDER));
    }

    /** Opens it, and makes it if there is none. */
    static Withdrawn openOrMake(Maildir maildir) throws IOException {
        try {
            return open(maildir);
        } catch (NoSuchFileException none) {
            NewFolder.in(maildir.path(), FOLDER);
            return open(maildir);
        }
    }

    /** One of that base that is here already is of an earlier removal, and given up. */
    @Override
    public void take(Entry message) throws IOException {
        message.directory().move(message.name(), folder, of(message.name()).name());
    }

    @Override
    public Entry of(Path name) throws IOException {
        return new Entry(folder, FileNames.path(BaseName.of(name).octets()));
    }

    @Override
    public void sync() throws IOException {
        new Entry(folder, Path.of(".")).sync();
    }

    @Override
    public void close() throws IOException {
        folder.close();
    }

    /**
     * Removes what was removed longer ago, and that of which it is not written down when. That it fails is no reason to refuse a
     * session.
     */
    static void empty(Maildir maildir, Clock clock) {
        long limit = clock.instant().minus(KEPT).getEpochSecond();
        try (Withdrawn withdrawn = open(maildir)) {
            Optional<IdBook> book = Optional.empty();
            for (Path file : withdrawn.folder) {
                IdBook removals = book.isPresent() ? book.orElseThrow() : new IdFile(maildir).read();
                book = Optional.of(removals);
                if (removals.removed(BaseName.of(file).octets()).orElse(0L) < limit) {
                    new Entry(withdrawn.folder, file.getFileName()).deleteIfThere();
                }
            }
        } catch (NoSuchFileException none) {
            LOG.log(Level.TRACE, "nothing withdrawn in {0}", maildir);
        } catch (DirectoryIteratorException | IOException e) {
            LOG.log(Level.WARNING, "removed messages stay in " + FOLDER + " of " + maildir, e);
        }
    }
}
