package org.pop3j.store.maildir;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The file that keeps {@link Known} between sessions, {@code pop3j.cache}: a first line that names it, then {@link
 * CacheRecord}s. A session appends what changed; when a quarter of the file no longer counts it is written anew beside the
 * old one, synced and renamed. Losing it, or any part of it, costs time only. Used under the lock of a session.
 */
final class CacheFile {
    static final Path FILE = Path.of("pop3j.cache");
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");
    private static final byte[] FIRST_LINE = "pop3j cache 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DEAD_AT_LEAST = 16 * 1024;

    private final Entry file;
    private final Entry draft;
    private Mark mark = Mark.NONE;
    private long deadOctets;
    private boolean isWhole;
    private boolean isDamaged;

    CacheFile(Maildir maildir) {
        this.file = maildir.control(FILE);
        this.draft = maildir.control(Path.of(FILE + ".new"));
    }

    /**
     * Which state of the file was read or written.
     *
     * @param octets its size
     * @param modifiedNanos when it was written
     * @param key which file it is
     * @param deadOctets how many of the octets no longer count
     */
    record Mark(long octets, long modifiedNanos, Object key, long deadOctets) {
        static final Mark NONE = new Mark(-1, 0, "", 0);

        boolean isOf(PosixFileAttributes attributes) {
            return octets == attributes.size()
                    && modifiedNanos == attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)
                    && key.equals(attributes.fileKey());
        }
    }

    /** Whether something of the file could not be read. */
    boolean isDamaged() {
        return isDamaged;
    }

    /** The state that {@link Known} was read from or written to. */
    Mark mark() {
        return mark;
    }

    /** Whether the file is the one that somebody remembers the content of; then it need not be read. */
    boolean isStill(Mark remembered) {
        try {
            PosixFileAttributes attributes = file.attributes();
            if (attributes.isRegularFile() && remembered.isOf(attributes)) {
                mark = remembered;
                deadOctets = remembered.deadOctets();
                isWhole = true;
                return true;
            }
            return false;
        } catch (NoSuchFileException none) {
            return remembered.equals(Mark.NONE);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "no cache", e);
            return false;
        }
    }

    /** What the file knows; nothing if there is none, or none that can be read. */
    Known read() {
        try {
            PosixFileAttributes attributes = file.attributes();
            if (!attributes.isRegularFile()) {
                throw new IOException("expected a regular file");
            }
            return read(attributes);
        } catch (NoSuchFileException none) {
            return Known.nothing();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the cache is not used: " + file.name(), e);
            return Known.nothing();
        }
    }

    private Known read(PosixFileAttributes attributes) throws IOException {
        try (FileChannel channel = file.openForReading()) {
            if (!begins(channel)) {
                isDamaged = true;
                LOG.log(Level.WARNING, "not a cache of this version, made anew: {0}", file.name());
                return Known.nothing();
            }
            CacheReader reader = new CacheReader(channel, channel.size());
            Known known = reader.read();
            isDamaged = reader.isDamaged();
            isWhole = !isDamaged;
            deadOctets = reader.deadOctets();
            mark(attributes);
            if (reader.isDamaged()) {
                LOG.log(Level.WARNING, "damaged parts of the cache are found again: {0}", file.name());
            }
            return known;
        }
    }

    private static boolean begins(FileChannel channel) throws IOException {
        ByteBuffer first = ByteBuffer.allocate(FIRST_LINE.length);
        while (first.hasRemaining() && channel.read(first) >= 0) {
            continue;
        }
        return java.util.Arrays.equals(first.array(), FIRST_LINE);
    }

    private void mark(PosixFileAttributes attributes) {
        mark = new Mark(
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                Optional.ofNullable(attributes.fileKey()).orElse(""),
                deadOctets);
    }

    /** Writes what changed. */
    void write(Known known) throws IOException {
        if (known.isChanged() || isDamaged) {
            CacheWriter writer = new CacheWriter(known);
            if (isWhole && deadOctets <= DEAD_AT_LEAST + mark.octets() / 4) {
                append(writer);
            } else {
                writeAnew(writer);
            }
            isDamaged = false;
            known.written();
            mark(file.attributes());
        }
    }

    private void append(CacheWriter writer) throws IOException {
        try (FileChannel channel = file.open(StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (!begins(channel) || channel.size() != mark.octets()) {
                throw new IOException(file.name() + " was changed by others");
            }
            channel.position(channel.size());
            deadOctets += writer.append(channel);
        }
    }

    private void writeAnew(CacheWriter writer) throws IOException {
        draft.deleteIfThere();
        boolean isDone = false;
        try (FileChannel channel = draft.open(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(FIRST_LINE));
            deadOctets = writer.writeAll(channel);
            channel.force(false);
            draft.directory().move(draft.name(), file.directory(), file.name());
            isWhole = true;
            isDone = true;
        } finally {
            if (!isDone) {
                draft.deleteIfThere();
            }
        }
    }
}
