package org.pop3j.store.maildir;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pop3j.codec.PeerText;

/**
 * Lists a Maildir while others rename and deliver (M-05). A directory may hide a file that is renamed while it is read, so
 * the listing is done again until nothing changed meanwhile; where that does not come to an end, what any pass saw counts:
 * a message shown that is gone does no harm, a message hidden does.
 */
final class Scan {
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");
    private static final int PASSES = 10;
    private static final Duration LONGEST = Duration.ofSeconds(2);
    /** File systems tell times apart no finer than their clock ticks. */
    private static final Duration TICK = Duration.ofMillis(20);
    /** Some only tell seconds apart. */
    private static final Duration COARSE_TICK = Duration.ofSeconds(2);

    private final Maildir maildir;
    private final Map<MessageFile.Identity, MessageFile> seen = new HashMap<>();
    private Map<MessageFile.Identity, MessageFile> latest = Map.of();
    /** By path, so that each pass looks only at what the one before has not seen. */
    private Map<Path, MessageFile> known = Map.of();

    private Map<Path, MessageFile> knownNow = Map.of();

    private Scan(Maildir maildir) {
        this.maildir = maildir;
    }

    /** The messages there are now, in no order. */
    static Collection<MessageFile> of(Maildir maildir) throws IOException {
        return new Scan(maildir).passes().values();
    }

    private Map<MessageFile.Identity, MessageFile> passes() throws IOException {
        Instant begin = Instant.now();
        for (int pass = 1; pass <= PASSES; pass++) {
            Instant before = Instant.now();
            if (isQuiet(pass, before)) {
                return latest;
            }
            if (before.isAfter(begin.plus(LONGEST))) {
                break;
            }
        }
        return seen;
    }

    /** Reads both folders; whether the result can be believed. */
    private boolean isQuiet(int pass, Instant begin) throws IOException {
        List<FileTime> before = stamps();
        latest = new HashMap<>();
        knownNow = new HashMap<>();
        // new first: a message that moves to cur meanwhile is seen twice, not never.
        read(Part.NEW);
        read(Part.CUR);
        seen.putAll(latest);
        known = knownNow;
        Instant newest = before.stream().map(FileTime::toInstant).reduce(Instant.MIN, (a, b) -> a.isAfter(b) ? a : b);
        Duration trusted = pass == 1 ? COARSE_TICK : TICK;
        return before.equals(stamps()) && newest.isBefore(begin.minus(trusted));
    }

    private List<FileTime> stamps() throws IOException {
        return List.of(
                maildir.entry(Part.NEW.folder()).attributes().lastModifiedTime(),
                maildir.entry(Part.CUR.folder()).attributes().lastModifiedTime());
    }

    private void read(Part part) throws IOException {
        try (SecureDirectoryStream<Path> directory = maildir.enter(part)) {
            for (Path file : directory) {
                look(part, new Entry(directory, file.getFileName()), file);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private void look(Part part, Entry entry, Path file) {
        if (entry.name().toString().startsWith(".")) {
            return;
        }
        try {
            MessageFile before = known.get(file);
            if (before != null) {
                add(file, before);
                return;
            }
            PosixFileAttributes attributes = entry.attributes();
            if (isMessage(attributes, file)) {
                add(file, MessageFile.of(part, file, attributes));
            }
        } catch (NoSuchFileException renamed) {
            // Renamed or removed since it was listed: the folder's time has changed, so there will be another pass.
            LOG.log(Level.TRACE, "renamed meanwhile", renamed);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "left out of the listing of " + maildir, e);
        }
    }

    private void add(Path file, MessageFile message) {
        latest.put(message.identity(), message);
        knownNow.put(file, message);
    }

    /** No folders, links, FIFOs or devices (M-02), and no file of somebody else by a hard link (S-38). */
    private boolean isMessage(PosixFileAttributes attributes, Path file) {
        if (!attributes.isRegularFile()) {
            return false;
        }
        if (!attributes.owner().equals(maildir.owner())) {
            LOG.log(
                    Level.WARNING,
                    "left out of {0}, not owned by the owner of the Maildir: {1}",
                    maildir,
                    PeerText.escape(BaseName.of(file).octets()));
            return false;
        }
        return true;
    }
}
