package org.pop3j.store.maildir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pop3j.codec.ContentEncoder;
import org.pop3j.store.spi.DeliveryId;
import org.pop3j.store.spi.MaildropFailedException;

/**
 * Delivers one message (M-01, S-39): written to {@code tmp}, synced, renamed to {@code new}, {@code new} synced. Whatever
 * fails, nothing is left in {@code new}; once the message is durable nothing fails any more. The octets are stored exactly as
 * they come, whatever their line ends are. What exceeds a quota of Maildir++ is refused (M-07), but no delivery id that was
 * stored before.
 */
final class Delivery {
    static final Path LOCK = Path.of("pop3j-delivery.lock");
    static final Duration LOCK_WAIT = Duration.ofSeconds(30);
    private static final int PIECE = 64 * 1024;

    private final Maildir maildir;
    private final Clock clock;
    private final Optional<DeliveryId> id;
    private long stored;

    Delivery(Maildir maildir, Clock clock, Optional<DeliveryId> id) {
        this.maildir = maildir;
        this.clock = clock;
        this.id = id;
    }

    /**
     * Stores the message.
     *
     * @return its base name, or that of the message which the same delivery id stored earlier
     * @throws UncheckedIOException if the message cannot be read
     */
    BaseName store(InputStream message) throws IOException, MaildropFailedException {
        DeliveryName name = DeliveryName.next(clock.instant(), id);
        SecureDirectoryStream<Path> tmp = maildir.enter(Part.TMP);
        Entry draft = new Entry(tmp, name.inTmp());
        try {
            Path delivered = write(draft, name, message);
            return id.isPresent() ? publishOnce(draft, delivered) : publish(draft, delivered);
        } finally {
            Cleanup.attempt(draft::deleteIfThere);
            Cleanup.attempt(tmp);
        }
    }

    private Path write(Entry draft, DeliveryName name, InputStream message) throws IOException {
        try (FileChannel channel = draft.open(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            checkOwner(draft);
            ContentEncoder counter = ContentEncoder.counting();
            byte[] piece = new byte[PIECE];
            for (int length = read(message, piece); length >= 0; length = read(message, piece)) {
                writeAll(channel, ByteBuffer.wrap(piece, 0, length));
                counter.write(piece, 0, length);
            }
            channel.force(true);
            stored = channel.size();
            return name.inNew(stored, counter.octets());
        }
    }

    /**
     * A message that belongs to somebody else would not be listed (S-38). Giving it to the owner is no way out: by its name
     * alone that could be tricked into giving away another file.
     */
    private void checkOwner(Entry draft) throws IOException {
        UserPrincipal us = draft.attributes().owner();
        if (!us.equals(maildir.owner())) {
            throw new IOException("the Maildir belongs to " + maildir.owner() + " and this process runs as " + us
                    + "; deliver as that user (setpriv --reuid)");
        }
    }

    private static int read(InputStream message, byte[] piece) {
        try {
            return message.read(piece);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeAll(FileChannel channel, ByteBuffer octets) throws IOException {
        while (octets.hasRemaining()) {
            channel.write(octets);
        }
    }

    /** Looks and renames under a lock, so that two tries of one delivery at the same time store one message. */
    private BaseName publishOnce(Entry draft, Path delivered) throws IOException, MaildropFailedException {
        MaildirLock lock = MaildirLock.take(maildir, LOCK, LOCK_WAIT)
                .orElseThrow(() -> new MaildropFailedException("another process is delivering to " + maildir));
        try {
            Optional<BaseName> earlier = earlier(DeliveryName.mark(id.orElseThrow()));
            if (earlier.isPresent()) {
                return durable(earlier.orElseThrow());
            }
            BaseName base = publish(draft, delivered);
            note(base);
            return base;
        } finally {
            Cleanup.attempt(lock);
        }
    }

    /** The earlier try may have died between renaming and syncing, and the message may have been moved since. */
    private BaseName durable(BaseName earlier) throws IOException {
        maildir.sync(Part.NEW);
        maildir.sync(Part.CUR);
        return earlier;
    }

    /** Written down within the window, or there: though a crash came before writing it down, or though the window is over. */
    private Optional<BaseName> earlier(String mark) throws IOException {
        long since = clock.instant().minus(MaildirOptions.DELIVERY_WINDOW).getEpochSecond();
        Optional<BaseName> noted = new IdFile(maildir).find(mark, since).map(BaseName::new);
        return noted.isPresent() ? noted : NameSearch.find(maildir, mark);
    }

    /** So that a retry is known as one after the message has been fetched and removed, by whomever. */
    private void note(BaseName base) {
        IdLine line = IdLine.delivered(clock.instant().getEpochSecond(), base.octets());
        Cleanup.attempt(() -> new IdFile(maildir).append(List.of(line)));
    }

    private BaseName publish(Entry draft, Path delivered) throws IOException, MaildropFailedException {
        QuotaFile.of(maildir).requireRoom(stored);
        SecureDirectoryStream<Path> arrivals = maildir.enter(Part.NEW);
        try {
            Entry arrival = new Entry(arrivals, delivered);
            // The name in tmp was ours alone, so nobody makes the same one in new between this and the renaming.
            arrival.requireFree();
            draft.directory().move(draft.name(), arrivals, delivered);
            try {
                maildir.sync(Part.NEW);
            } catch (IOException e) {
                arrival.deleteIfThere();
                throw e;
            }
            QuotaFile.of(maildir).arrived(stored);
            return BaseName.of(delivered);
        } finally {
            Cleanup.attempt(arrivals);
        }
    }
}
