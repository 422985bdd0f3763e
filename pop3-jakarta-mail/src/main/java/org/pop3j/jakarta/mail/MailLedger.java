package org.pop3j.jakarta.mail;

import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.pop3j.client.Pop3RefusedException;
import org.pop3j.client.SyncLedger;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.ReceivedUniqueIdListing;
import org.pop3j.codec.UniqueId;

/**
 * The ledger of the client ({@code mail.pop3.ledger}) for one opening of a folder: the same file, with the same accounts and
 * keys, as that of {@code Pop3Sync} and the command. Safe for use by several threads, which take turns.
 */
final class MailLedger implements TakenMail {
    private static final System.Logger LOG = System.getLogger(MailLedger.class.getPackageName());

    private final ReentrantLock turn = new ReentrantLock();
    private final SyncLedger ledger;
    private final Map<MessageNumber, UniqueId> uniqueIds;
    private final Taking taking;
    private final TreeSet<Integer> read = new TreeSet<>();

    /** What counts as taking a message. */
    enum Taking {
        /** That the application sets the flag SEEN. */
        FLAGGED,
        /** That it was given the content, too; noted when the folder is closed in order. */
        READ
    }

    private MailLedger(SyncLedger ledger, Map<MessageNumber, UniqueId> uniqueIds, Taking taking) {
        this.ledger = ledger;
        this.uniqueIds = uniqueIds;
        this.taking = taking;
    }

    /**
     * Opens the ledger and asks which messages there are.
     *
     * @throws MessagingException if the file cannot be used, or the server gives no unique-ids: nothing is new then by mistake
     */
    static MailLedger open(LedgerSettings settings, Login login, MaildropConnection connection, UniqueIds listed)
            throws MessagingException {
        try {
            Map<MessageNumber, UniqueId> own =
                    ownUniqueIds(connection.talk(listed::all).values());
            return new MailLedger(SyncLedger.open(settings.file(), login.account()), own, settings.taking());
        } catch (Pop3RefusedException e) {
            throw new MessagingException(
                    "a ledger is of no use with a server that gives no unique-ids: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new MessagingException("cannot open the folder with its ledger: " + e.getMessage(), e);
        }
    }

    /** Those that one message has; what several share says nothing of any (C0041), and neither does what is none. */
    private static Map<MessageNumber, UniqueId> ownUniqueIds(Collection<ReceivedUniqueIdListing> listings) {
        Map<UniqueId, MessageNumber> unique = new LinkedHashMap<>();
        Set<UniqueId> shared = new HashSet<>();
        for (ReceivedUniqueIdListing listing : listings) {
            listing.uniqueId()
                    .filter(id -> unique.putIfAbsent(id, listing.number()) != null)
                    .ifPresent(shared::add);
        }
        unique.keySet().removeAll(shared);
        if (unique.size() < listings.size()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} messages have no unique-id of their own, and always look new",
                    listings.size() - unique.size());
        }
        Map<MessageNumber, UniqueId> byNumber = new LinkedHashMap<>();
        unique.forEach((id, number) -> byNumber.put(number, id));
        return byNumber;
    }

    @Override
    public Flags flags(MessageNumber number) {
        return new Flags(isTaken(number) ? Flags.Flag.SEEN : Flags.Flag.RECENT);
    }

    private boolean isTaken(MessageNumber number) {
        turn.lock();
        try {
            return uniqueId(number)
                    .filter(id -> ledger.takenAt(id.value()).isPresent())
                    .isPresent();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public Optional<UniqueId> uniqueId(MessageNumber number) {
        return Optional.ofNullable(uniqueIds.get(number));
    }

    @Override
    public Flags permanent() {
        return new Flags(Flags.Flag.SEEN);
    }

    @Override
    public boolean hasNew() {
        return List.copyOf(uniqueIds.keySet()).stream().anyMatch(number -> !isTaken(number));
    }

    @Override
    public void seen(MessageNumber number, boolean isTaken) throws MessagingException {
        Optional<UniqueId> id = uniqueId(number);
        if (id.isEmpty()) {
            return;
        }
        turn.lock();
        try {
            if (isTaken) {
                ledger.taken(id.orElseThrow().value(), Instant.now());
            } else {
                ledger.forget(id.orElseThrow().value());
                read.remove(number.value());
            }
        } catch (IOException e) {
            throw new MessagingException("the ledger cannot be written: " + e.getMessage(), e);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void read(MessageNumber number) {
        if (taking == Taking.READ) {
            turn.lock();
            try {
                read.add(number.value());
            } finally {
                turn.unlock();
            }
        }
    }

    @Override
    public void closed() throws MessagingException {
        turn.lock();
        try {
            for (int number : List.copyOf(read)) {
                MessageNumber message = new MessageNumber(number);
                if (!isTaken(message)) {
                    seen(message, true);
                }
            }
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void release() {
        turn.lock();
        try {
            ledger.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the ledger was not closed properly; what it says is safe", e);
        } finally {
            turn.unlock();
        }
    }
}
