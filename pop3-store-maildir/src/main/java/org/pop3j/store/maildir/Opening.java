package org.pop3j.store.maildir;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.pop3j.store.spi.MaildropInUseException;

/**
 * How a session begins and ends: locks, what is known, the listing that brings it up to date; then the cache is written and
 * everything let go of. What is known is only written while the locks are held.
 */
final class Opening {
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");

    private final Maildir maildir;
    private final MaildirOptions options;
    private final SessionLocks locks;
    private final CacheFile cache;
    private final Recent recent;
    private final Clock clock;
    private final Known known;
    private int firstNew;

    private Opening(Maildir maildir, MaildirOptions options, SessionLocks locks, Recent recent, Clock clock) {
        this.maildir = maildir;
        this.options = options;
        this.locks = locks;
        this.recent = recent;
        this.clock = clock;
        this.cache = new CacheFile(maildir);
        this.known = remembered();
    }

    /** Begins a session; the caller closes the Maildir if this fails. */
    static Opening of(Maildir maildir, MaildirOptions options, Recent recent, Clock clock)
            throws MaildropInUseException, IOException {
        SessionLocks locks = SessionLocks.take(maildir, options, clock);
        boolean isComplete = false;
        try {
            Opening opening = new Opening(maildir, options, locks, recent, clock);
            opening.tidyUp();
            opening.bringUpToDate();
            isComplete = true;
            return opening;
        } finally {
            if (!isComplete) {
                locks.close();
            }
        }
    }

    private Known remembered() {
        Optional<Recent.Item> remembered = recent.take(maildir.key());
        return remembered.isPresent() && cache.isStill(remembered.orElseThrow().mark())
                ? remembered.orElseThrow().known()
                : cache.read();
    }

    /** Not beside a session that has the lock: both would write the same files anew. */
    private void tidyUp() {
        long now = clock.instant().getEpochSecond();
        boolean isDue = locks.mayWrite() && OldDrafts.isDue(known.tidied(), now);
        if (isDue || locks.mayWrite() && options.lock() == MaildirOptions.Lock.SNAPSHOT) {
            Withdrawn.empty(maildir, clock);
        }
        if (isDue) {
            OldDrafts.remove(maildir, clock);
            if (options.flags() == MaildirOptions.Flags.TRASH) {
                Trash.empty(maildir, options.trashKept(), clock);
            }
            forgetOldIds();
            known.tidied(now);
        }
    }

    /** Once a day, when half of the lines are of no use any more; deliveries write to the same file, hence their lock. */
    private void forgetOldIds() {
        try (IdCompaction compaction = IdCompaction.begin(maildir)) {
            if (compaction.isPossible() && new IdFile(maildir).stamp().equals(known.ids())) {
                compaction.run(known.messages(), clock.instant(), options.remembered());
                known.ids(new IdFile(maildir).stamp());
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "old unique-ids are not forgotten in " + maildir, e);
        }
    }

    private void bringUpToDate() throws IOException {
        IdAssignment ids = new IdAssignment(maildir, known, clock, this::append);
        BitSet doubtful = ids.doubtful();
        if (!doubtful.isEmpty()) {
            known.messages().forget(doubtful);
            known.distrust();
        }
        Scan.Result found = Scan.update(maildir, known);
        Resynced resynced = Resynced.among(found, maildir, known.messages(), new UniqueIds(options.uniqueIds()));
        BitSet gone = (BitSet) found.gone().clone();
        gone.or(resynced.renamed());
        forget(gone);
        firstNew = known.messages().count();
        List<Newcomer> newcomers = new ArrayList<>(found.newcomers());
        newcomers.sort(Newcomer.ARRIVAL);
        for (Newcomer newcomer : newcomers) {
            known.messages()
                    .add(newcomer.part(), newcomer.octets(), newcomer.base().length(), newcomer.look());
        }
        ids.assign(firstNew, resynced);
    }

    /** Others removed them; their unique-ids must not come back. */
    private void forget(BitSet indexes) {
        if (!indexes.isEmpty()) {
            bury(indexes);
            known.messages().forget(indexes);
        }
    }

    /** Writes down that messages are removed, durably. That this fails must not keep a full disk full. */
    void bury(BitSet indexes) {
        Catalogue messages = known.messages();
        List<IdLine> lines = new ArrayList<>();
        long now = clock.instant().getEpochSecond();
        indexes.stream()
                .forEach(index ->
                        lines.add(IdLine.removed(now, messages.base(index).octets(), messages.print(index))));
        try {
            IdFile ids = new IdFile(maildir);
            boolean isCurrent = ids.stamp().equals(known.ids());
            append(lines);
            if (isCurrent) {
                known.ids(ids.stamp());
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "removals are not written down in " + maildir, e);
        }
    }

    private void append(Collection<IdLine> lines) throws IOException {
        if (locks.mayWrite()) {
            new IdFile(maildir).append(lines);
        } else {
            IdRewrite.append(maildir, lines);
        }
    }

    Maildir maildir() {
        return maildir;
    }

    SessionLocks locks() {
        return locks;
    }

    Known known() {
        return known;
    }

    /** The index of the first message that no session has seen before. */
    int firstNew() {
        return firstNew;
    }

    /** Ends the session. */
    void close(Messages messages) throws IOException {
        try (maildir;
                locks;
                messages) {
            if (locks.mayWrite()) {
                remember(messages);
            }
        }
    }

    private void remember(Messages messages) {
        BitSet gone = indexes(messages.gone());
        BitSet unburied = (BitSet) gone.clone();
        unburied.andNot(indexes(messages.buried()));
        if (!unburied.isEmpty()) {
            bury(unburied);
        }
        if (!gone.isEmpty()) {
            known.messages().forget(gone);
            known.distrust();
        }
        try {
            cache.write(known);
            if (!known.messages().isWasteful()) {
                recent.put(maildir.key(), new Recent.Item(known, cache.mark()));
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the cache of " + maildir + " is not written", e);
        }
    }

    private static BitSet indexes(BitSet numbers) {
        return numbers.isEmpty() ? numbers : numbers.get(1, numbers.length());
    }
}
