package org.pop3j.store.maildir;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.pop3j.codec.PeerText;

/** Clears {@code tmp} of what crashed deliveries left (M-08). That it fails is no reason to refuse a session. */
final class OldDrafts {
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");
    private static final Duration KEPT = Duration.ofHours(36);
    private static final Duration PAUSE = Duration.ofDays(1);

    private OldDrafts() {}

    /** Once a day is enough; a time in the future is of a clock that was wrong. */
    static boolean isDue(long last, long now) {
        return now - last >= PAUSE.toSeconds() || last > now;
    }

    /** Removes regular files that were neither written nor renamed for 36 hours. */
    static void remove(Maildir maildir, Clock clock) {
        Instant limit = clock.instant().minus(KEPT);
        try (SecureDirectoryStream<Path> tmp = maildir.enter(Part.TMP)) {
            for (Path file : tmp) {
                Entry entry = new Entry(tmp, file.getFileName());
                if (isOld(entry, file, limit)) {
                    entry.delete();
                }
            }
        } catch (DirectoryIteratorException | IOException e) {
            LOG.log(Level.WARNING, "old files stay in tmp of " + maildir, e);
        }
    }

    /** The names of those that {@link #remove} would remove. */
    static List<String> list(Maildir maildir, Clock clock) {
        Instant limit = clock.instant().minus(KEPT);
        List<String> names = new ArrayList<>();
        try (SecureDirectoryStream<Path> tmp = maildir.enter(Part.TMP)) {
            for (Path file : tmp) {
                if (isOld(new Entry(tmp, file.getFileName()), file, limit)) {
                    names.add(PeerText.escape(BaseName.of(file).octets()));
                }
            }
        } catch (DirectoryIteratorException | IOException e) {
            LOG.log(Level.WARNING, "tmp of " + maildir + " cannot be read", e);
        }
        return names;
    }

    /** The time of access would not do: many file systems do not keep it. */
    private static boolean isOld(Entry entry, Path file, Instant limit) throws IOException {
        BasicFileAttributes attributes = entry.attributes();
        return attributes.isRegularFile()
                && attributes.lastModifiedTime().toInstant().isBefore(limit)
                && changed(file).isBefore(limit);
    }

    private static Instant changed(Path file) throws IOException {
        return ((FileTime) Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS)).toInstant();
    }
}
