package org.pop3j.store.maildir;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.pop3j.store.spi.MaildropFailedException;

/**
 * The quota of a Maildir++, where there is a {@code maildirsize} (M-07): its first line says what may be there, each other
 * one what came or went. Counted anew when it has 5,120 octets, is damaged or negative, and before a message is refused, if it
 * has several lines or is older than 15 minutes. Maildir++ has no lock, so deliveries at the same time may exceed the quota; and
 * where the file cannot be read or counted no message is refused, and no removal fails.
 */
final class QuotaFile {
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");
    static final Path FILE = Path.of("maildirsize");
    private static final Duration BELIEVED = Duration.ofMinutes(15);
    private static final int COUNTS = 5;

    private final Maildir maildir;
    private final Entry file;

    private QuotaFile(Maildir maildir) {
        this.maildir = maildir;
        this.file = maildir.entry(FILE);
    }

    static QuotaFile of(Maildir maildir) {
        return new QuotaFile(maildir);
    }

    /**
     * Looks whether a message may come.
     *
     * @throws MaildropFailedException if it would exceed the quota
     */
    void requireRoom(long octets) throws MaildropFailedException {
        QuotaUsage more = new QuotaUsage(octets, 1);
        Optional<QuotaLines> quota = attempt(() -> current(QuotaLines.read(file), more));
        if (quota.isPresent() && !quota.orElseThrow().allows(more)) {
            QuotaLines full = quota.orElseThrow();
            throw new MaildropFailedException("the maildrop is full: its quota is " + full.definition() + ", it holds "
                    + full.usage() + ", and this message has " + octets + " octets");
        }
    }

    /** What stands in it; {@code NoSuchFileException} if there is none. */
    QuotaLines lines() throws IOException {
        return QuotaLines.read(file);
    }

    /** Counts it anew. */
    void countAnew() throws IOException {
        count(lines());
    }

    /** A message came. */
    void arrived(long octets) {
        attempt(() -> append(QuotaLines.read(file), new QuotaUsage(octets, 1)));
    }

    /** Messages were removed. */
    void left(QuotaUsage freed) {
        Optional<QuotaLines> before = attempt(() -> append(QuotaLines.read(file), freed));
        if (before.isPresent()
                && !before.orElseThrow().isSoundWith(freed)
                && !before.orElseThrow().limit().isNone()) {
            attempt(() -> count(before.orElseThrow()));
        }
    }

    private interface Work {
        QuotaLines run() throws IOException;
    }

    private Optional<QuotaLines> attempt(Work work) {
        try {
            return Optional.of(work.run());
        } catch (NoSuchFileException noQuota) {
            LOG.log(Level.TRACE, "no quota in {0}", maildir);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the quota of " + maildir + " is not up to date", e);
        }
        return Optional.empty();
    }

    /** What may be relied on for a decision about one message more. */
    private QuotaLines current(QuotaLines lines, QuotaUsage more) throws IOException {
        if (lines.limit().isNone()) {
            LOG.log(Level.WARNING, "the first line of maildirsize in {0} limits nothing", maildir);
            return lines;
        }
        boolean isRecent =
                lines.count() == 1 && Instant.now().isBefore(lines.modified().plus(BELIEVED));
        return lines.isSoundWith(more) && (lines.allows(more) || isRecent) ? lines : count(lines);
    }

    private QuotaLines append(QuotaLines lines, QuotaUsage change) throws IOException {
        try (FileChannel channel = file.open(StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            channel.write(octets(change.line()));
        }
        return lines;
    }

    /** Counts, and again if a folder was changed meanwhile; but somebody who is always busy must not stop the mail. */
    private QuotaLines count(QuotaLines lines) throws IOException {
        QuotaCount counted = QuotaCount.of(maildir);
        write(lines, counted);
        for (int i = 1; i < COUNTS && !QuotaCount.latestChange(maildir).equals(counted.latest()); i++) {
            counted = QuotaCount.of(maildir);
            write(lines, counted);
        }
        return lines.counted(counted.usage());
    }

    /** Durable before it is renamed, or a crash could leave an empty file: nobody else knows the quota. */
    private void write(QuotaLines lines, QuotaCount counted) throws IOException {
        try (SecureDirectoryStream<Path> tmp = maildir.enter(Part.TMP)) {
            Entry draft = new Entry(
                    tmp, DeliveryName.next(Instant.now(), Optional.empty()).inTmp());
            try {
                try (FileChannel channel = draft.open(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    channel.write(
                            octets(lines.definition() + "\n" + counted.usage().line()));
                    channel.force(true);
                }
                requireOwner(draft);
                draft.mode(lines.mode());
                tmp.move(draft.name(), file.directory(), file.name());
            } finally {
                draft.deleteIfThere();
            }
        }
    }

    /** A session of root must not take the file away from those who deliver; they count anew themselves. */
    private void requireOwner(Entry draft) throws IOException {
        if (!draft.attributes().owner().equals(maildir.owner())) {
            throw new IOException("expected to run as " + maildir.owner() + ", the owner of the Maildir, to count it");
        }
    }

    private static ByteBuffer octets(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
