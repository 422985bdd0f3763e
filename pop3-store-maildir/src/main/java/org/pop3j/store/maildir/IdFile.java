package org.pop3j.store.maildir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The file of {@link IdBook}, {@code pop3j.ids}: a first line that names it, then {@link IdLine}s. Only appended to and
 * synced, by sessions and deliveries alike; old lines are left out by writing a new file and renaming it, under the lock of
 * deliveries. Unlike the cache it must be readable where it exists: without it unique-ids would change.
 */
final class IdFile {
    static final Path FILE = Path.of("pop3j.ids");

    /** What was there before damage was mended, for people. */
    static final Path DAMAGED = Path.of("pop3j.ids.damaged");

    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");
    private static final String FIRST_LINE = "pop3j ids 1";

    private final Maildir maildir;
    private final Entry file;

    IdFile(Maildir maildir) {
        this.maildir = maildir;
        this.file = maildir.control(FILE);
    }

    /**
     * Which state of the file is there.
     *
     * @throws IOException if there is something else in its place (S-38)
     */
    IdBook.Stamp stamp() throws IOException {
        try {
            PosixFileAttributes attributes = regular();
            return new IdBook.Stamp(
                    attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS));
        } catch (NoSuchFileException none) {
            return IdBook.Stamp.NONE;
        }
    }

    /** Reads all lines that are whole; an empty book if there is no file. */
    IdBook read() throws IOException {
        IdBook book = new IdBook();
        return read(book, lines -> {
            String first = lines.readLine();
            if (first != null && !FIRST_LINE.equals(first)) {
                throw notOurs();
            }
            lines.lines().forEach(line -> add(book, line));
            return book;
        });
    }

    /** Reads all lines that are whole, whatever the file begins with. */
    IdBook salvage() throws IOException {
        IdBook book = new IdBook();
        return read(book, lines -> {
            lines.lines().forEach(line -> add(book, line));
            return book;
        });
    }

    /** Makes something of the lines. */
    private interface Reading<T> {
        T of(BufferedReader lines) throws IOException;
    }

    private <T> T read(T ofNoFile, Reading<T> reading) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Channels.newInputStream(open()), StandardCharsets.ISO_8859_1), 1 << 16)) {
            return reading.of(lines);
        } catch (NoSuchFileException none) {
            return ofNoFile;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Copies the file as it is to {@link #DAMAGED}. */
    void keepAsDamaged() throws IOException {
        Entry copy = maildir.control(DAMAGED);
        copy.deleteIfThere();
        try (FileChannel from = open();
                FileChannel to = copy.open(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Channels.newInputStream(from).transferTo(Channels.newOutputStream(to));
            to.force(true);
        }
    }

    /**
     * The base of a message that was delivered or removed at that time or later, and contains the text; as {@link #read}, but
     * only for that.
     *
     * @param since seconds since 1970
     */
    Optional<String> find(String text, long since) throws IOException {
        return read(
                Optional.empty(),
                lines -> lines.lines()
                        .filter(line -> line.contains(text))
                        .flatMap(line -> IdLine.parse(line).stream())
                        .filter(line -> line.seconds() >= since)
                        .map(IdLine::base)
                        .filter(base -> base.contains(text))
                        .findFirst());
    }

    /** How many lines are of no use; a first line that does not name the file is one. */
    int damagedLines() throws IOException {
        return read(0, lines -> {
            String first = lines.readLine();
            int damaged = first == null || first.equals(FIRST_LINE) ? 0 : 1;
            return damaged + (int) lines.lines().filter(IdFile::isDamaged).count();
        });
    }

    private static boolean isDamaged(String line) {
        return !line.isEmpty() && !line.equals(FIRST_LINE) && IdLine.parse(line).isEmpty();
    }

    private void add(IdBook book, String line) {
        if (!line.isEmpty() && !line.equals(FIRST_LINE)) {
            IdLine.parse(line)
                    .ifPresentOrElse(
                            book::add,
                            () -> LOG.log(Level.WARNING, "a damaged line is left out of {0} in {1}", FILE, maildir));
        }
    }

    /** A FIFO that is planted meanwhile does not block, and is refused: it cannot seek. */
    private FileChannel open() throws IOException {
        regular();
        FileChannel channel = file.openForReading();
        boolean isGood = false;
        try {
            channel.position(0);
            isGood = true;
            return channel;
        } finally {
            if (!isGood) {
                channel.close();
            }
        }
    }

    private PosixFileAttributes regular() throws IOException {
        PosixFileAttributes attributes = file.attributes();
        if (!attributes.isRegularFile()) {
            throw new IOException(FILE + " is not a regular file");
        }
        return attributes;
    }

    /** Appends lines; they are durable when this returns. */
    void append(Collection<IdLine> lines) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(tailWithoutEnd());
        boolean isNew = stamp().octets() == 0;
        if (isNew) {
            text.append(FIRST_LINE).append('\n');
        }
        lines.forEach(line -> text.append(line.text()).append('\n'));
        try (FileChannel channel = openToAppend(isNew)) {
            write(channel, text);
            channel.force(true);
        }
        if (isNew) {
            maildir.syncControl();
        }
    }

    private FileChannel openToAppend(boolean isNew) throws IOException {
        return isNew
                ? file.open(StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                : file.open(StandardOpenOption.APPEND);
    }

    /** A crash may have left half a line: it must not spoil the next. Also looks whether the file is ours. */
    private String tailWithoutEnd() throws IOException {
        try (FileChannel channel = open()) {
            long size = channel.size();
            if (size == 0) {
                return "";
            }
            ByteBuffer first = ByteBuffer.allocate(FIRST_LINE.length());
            channel.read(first, 0);
            if (!FIRST_LINE.equals(new String(first.array(), StandardCharsets.US_ASCII))) {
                throw notOurs();
            }
            ByteBuffer last = ByteBuffer.allocate(1);
            channel.read(last, size - 1);
            return last.get(0) == '\n' ? "" : "\n";
        } catch (NoSuchFileException none) {
            return "";
        }
    }

    private static IOException notOurs() {
        return new IOException(FILE + " begins otherwise than with \"" + FIRST_LINE
                + "\": pop3 maildir check DIR --repair keeps what can be read of it");
    }

    private static void write(FileChannel channel, CharSequence text) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.ISO_8859_1));
        while (octets.hasRemaining()) {
            channel.write(octets);
        }
    }

    /** Writes a file with these lines only, and puts it in place of the old one; nobody else may append meanwhile. */
    void replace(Collection<IdLine> lines) throws IOException {
        Entry draft = maildir.control(Path.of(FILE + ".new"));
        draft.deleteIfThere();
        StringBuilder text = new StringBuilder(FIRST_LINE).append('\n');
        lines.forEach(line -> text.append(line.text()).append('\n'));
        try (FileChannel channel = draft.open(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            write(channel, text);
            channel.force(true);
        }
        draft.directory().move(draft.name(), file.directory(), file.name());
        maildir.syncControl();
    }
}
