package org.pop3j.store.maildir;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Removes messages by identity, not by position (S-33), goes on where one cannot be removed (R1939-26), and makes it durable
 * (S-39): first it is written down that they are removed, then they are, then the folders are synced.
 */
final class Removal {
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");

    private final Opening opening;
    private final Maildir maildir;
    private final Messages messages;
    private final MessageOpening files;
    private final Optional<Remains> remains;
    private final Set<Part> touched = EnumSet.noneOf(Part.class);
    private final BitSet failed = new BitSet();
    private QuotaUsage freed = QuotaUsage.NONE;

    /** With a folder for what remains of them the messages go there. */
    Removal(Opening opening, Messages messages, MessageOpening files, Optional<Remains> remains) {
        this.remains = remains;
        this.opening = opening;
        this.maildir = opening.maildir();
        this.messages = messages;
        this.files = files;
    }

    /** Removes them, one at least; gives the numbers of those that are still there. */
    BitSet remove(BitSet numbers) throws IOException {
        opening.bury(numbers.get(1, numbers.length()));
        messages.buried().or(numbers);
        numbers.stream().forEach(this::remove);
        if (remains.isPresent()) {
            remains.orElseThrow().sync();
        }
        for (Part part : touched) {
            maildir.sync(part);
        }
        if (freed.messages() < 0) {
            QuotaFile.of(maildir).left(freed);
        }
        return failed;
    }

    private void remove(int number) {
        try {
            Part part = messages.act(number, this::delete);
            touched.add(part);
            messages.gone().set(number);
        } catch (MessageGoneException e) {
            gone(number, e);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "not removed from " + maildir, e);
            failed.set(number);
        }
    }

    /** Under another base it is for the next session, with the unique-id that it has ({@link Resynced}): not removed. */
    private void gone(int number, MessageGoneException e) {
        if (messages.isRebased(number)) {
            LOG.log(Level.WARNING, "not removed from " + maildir + ", others have given its file another base", e);
            failed.set(number);
        } else {
            LOG.log(Level.DEBUG, "removed by others already", e);
        }
    }

    /** The figures that were added when it came; one that is marked for the trash does not count any more. */
    private void free(Entry removed, int index) {
        Catalogue catalogue = messages.catalogue();
        if (!InfoSuffix.has('T', removed.name().toString())) {
            long told = NameSizes.stored(catalogue.base(index).octets());
            long octets = told == Catalogue.UNKNOWN ? catalogue.file(index) : told;
            freed = freed.plus(new QuotaUsage(-octets, -1));
        }
    }

    private Part delete(Entry entry, int index) throws IOException {
        files.confirm(entry, index);
        if (remains.isPresent()) {
            remains.orElseThrow().take(entry);
        } else {
            entry.delete();
        }
        free(entry, index);
        return messages.catalogue().part(index);
    }
}
