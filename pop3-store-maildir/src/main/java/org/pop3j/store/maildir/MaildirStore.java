package org.pop3j.store.maildir;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.spi.DeliveryId;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropFailedException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.MaildropStore;

/**
 * Maildrops in Maildirs (maildir(5), requirements M-01 to M-08): right beside delivery agents and mail programs that use the
 * same Maildir, without taking part in any lock of theirs.
 *
 * <ul>
 *   <li>A name is 1 to 255 of {@code A-Za-z0-9._+=@~-} and begins with a letter, a digit or {@code _}; any other is unknown,
 *       and none leads out of the folder (S-16). No symbolic link is followed below the folder.
 *   <li>A message is a regular file in {@code new} or {@code cur} that belongs to the owner of the Maildir and whose name does
 *       not begin with a dot; anything else is left out (M-02, S-38). One that cannot be read is listed with 0 octets.
 *   <li>A session holds a kernel lock on {@code pop3j.lock} in the Maildir, or in the control folder of the options, the only
 *       file that opening makes. Where it cannot be made or written the Maildir cannot be opened: {@link
 *       MaildropFailedException}. But on a read-only file system sessions do without: there is nothing to lock out.
 *   <li>The lease of a session is lost when that file is removed or replaced. Each method of the maildrop looks, {@link
 *       Maildrop#commit} too; but {@link Maildrop#octets(int)} and {@link Maildrop#uniqueId}, which answer from the
 *       snapshot and are called for each message of a listing, look once a second at most, so they may still answer for a second.
 *   <li>Messages stay where they are and keep their names: nothing is moved from {@code new} to {@code cur}, no flag is set.
 *   <li>Delivered octets are stored as they come, with the line ends they have.
 * </ul>
 *
 * <p>Safe for use by several threads. Never interrupt a thread that uses a store or a maildrop: that closes its files and
 * loses its lock.
 */
public final class MaildirStore implements MaildropStore {
    private final Folders folders;
    private final MaildirOptions options;
    private final UniqueIds uniqueIds;
    private final Clock clock;
    private final Recent recent = new Recent();

    MaildirStore(FolderTemplate template, MaildirOptions options, Clock clock) {
        this.folders = new Folders(template, options.control().map(FolderTemplate::of));
        this.options = options;
        this.uniqueIds = new UniqueIds(options.uniqueIds());
        this.clock = clock;
    }

    /**
     * A store with default options.
     *
     * @param folder the folder with a Maildir for each name; or with {@code %u}, {@code %n}, {@code %d} where the name, its
     *     part before the last {@code @}, its part behind it shall stand ({@code %%} is a percent sign)
     * @return the store
     * @throws IllegalArgumentException if something else follows a percent sign
     */
    public static MaildirStore in(String folder) {
        return in(folder, MaildirOptions.defaults());
    }

    /**
     * A store.
     *
     * @param folder as of {@link #in(String)}
     * @param options what can be chosen
     * @return the store
     * @throws IllegalArgumentException if something else follows a percent sign, or the control folder of the options could be
     *     the same for two maildrops
     */
    public static MaildirStore in(String folder, MaildirOptions options) {
        return new MaildirStore(FolderTemplate.of(folder), options, Clock.systemUTC());
    }

    @Override
    public Maildrop open(MaildropName name) throws MaildropException {
        Maildir maildir = folders.open(name);
        boolean isOpen = false;
        try {
            Maildrop maildrop = open(maildir);
            isOpen = true;
            return maildrop;
        } catch (IOException e) {
            throw new MaildropFailedException("cannot open " + maildir + ": " + e, e);
        } finally {
            if (!isOpen) {
                close(maildir);
            }
        }
    }

    private Maildrop open(Maildir maildir) throws MaildropException, IOException {
        Opening opening = Opening.of(maildir, options, recent, clock);
        return new OpenMaildir(opening, options, System::nanoTime);
    }

    /**
     * {@inheritDoc}
     *
     * <p>With a delivery id it is written down that the message was delivered, so a retry finds the first delivery also when
     * the message has been fetched and removed.
     */
    @Override
    public UniqueId deliver(MaildropName name, InputStream message, Optional<DeliveryId> deliveryId)
            throws MaildropException, IOException {
        Maildir maildir = folders.open(name);
        try {
            return uniqueIds.of(new Delivery(maildir, clock, deliveryId).store(message));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (IOException e) {
            throw new MaildropFailedException("cannot deliver to " + maildir + ": " + e, e);
        } finally {
            Cleanup.attempt(maildir);
        }
    }

    /** Seven days: deliveries with an id are written down for that long, whatever becomes of the message. */
    @Override
    public Duration deliveryWindow() {
        return MaildirOptions.DELIVERY_WINDOW;
    }

    @Override
    public void create(MaildropName name) throws MaildropException {
        folders.create(name);
    }

    @Override
    public void close() {
        // Everything is held by the open maildrops.
    }

    private static void close(Maildir maildir) throws MaildropFailedException {
        try {
            maildir.close();
        } catch (IOException e) {
            throw new MaildropFailedException("cannot close " + maildir + ": " + e, e);
        }
    }
}
