package org.pop3j.store.maildir;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Gives messages the unique-ids that do not follow from their names: imported ones, and salted ones where a base had another
 * message before or has two now. The salted ones are written down before anybody is told.
 */
final class IdAssignment {
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");

    private final Known known;
    private final Catalogue messages;
    private final IdFile file;
    private final Clock clock;
    private final Target target;
    private final List<IdLine> pins = new ArrayList<>();

    /** Where lines are written down. */
    interface Target {
        void append(Collection<IdLine> lines) throws IOException;
    }

    IdAssignment(Maildir maildir, Known known, Clock clock, Target target) {
        this.target = target;
        this.known = known;
        this.messages = known.messages();
        this.file = new IdFile(maildir);
        this.clock = clock;
    }

    /**
     * Known messages that another process, one that was killed perhaps, has removed since they became known: what has the
     * name now may be another message, with another size (C0040).
     *
     * @return their indexes
     * @throws IOException if the file of unique-ids is there and cannot be read
     */
    BitSet doubtful() throws IOException {
        BitSet doubtful = new BitSet();
        IdBook.Stamp stamp = file.stamp();
        if (messages.count() > 0 && stamp.octets() > 0 && !stamp.equals(known.ids())) {
            IdBook book = file.read();
            for (int i = 0; book.hasRemoved() && i < messages.count(); i++) {
                doubtful.set(i, book.removed(messages.base(i).octets()).isPresent());
            }
        }
        return doubtful;
    }

    /**
     * Assigns.
     *
     * @param firstNew the index of the first message that no session has seen before
     * @param resynced those of them that had another name
     * @throws IOException if the file of unique-ids is there and cannot be read
     */
    void assign(int firstNew, Resynced resynced) throws IOException {
        IdBook.Stamp stamp = file.stamp();
        boolean isFileNew = !stamp.equals(known.ids());
        int from = isFileNew ? 0 : firstNew;
        if (from == messages.count()) {
            return;
        }
        IdBook book = stamp.octets() == 0 ? new IdBook() : file.read();
        if (!book.isEmpty() || firstNew < messages.count()) {
            CatalogueIndex index = new CatalogueIndex(messages);
            boolean areNamesEnough = book.isEmpty() && resynced.isEmpty();
            for (int i = from; i < messages.count(); i++) {
                if (!areNamesEnough || !isFirst(i, index)) {
                    assign(i, i >= firstNew, book, index, resynced);
                }
            }
        }
        writeDown();
        known.ids(file.stamp());
    }

    private void assign(int i, boolean isNew, IdBook book, CatalogueIndex index, Resynced resynced) {
        String base = messages.base(i).octets();
        long print = messages.print(i);
        Optional<String> pinned = book.pinned(base, print).filter(id -> !isTaken(id, i, index));
        if (pinned.isPresent()) {
            give(i, pinned.orElseThrow());
        } else if (isNew && resynced.id(base, print).isPresent()) {
            pin(i, base, print, resynced.id(base, print).orElseThrow());
        } else if (isNew && (!isFirst(i, index) || book.wasAnother(base, print) || book.isGiven(base))) {
            pin(i, base, print, salted(i, base, index));
        }
    }

    private void pin(int i, String base, long print, String id) {
        give(i, id);
        pins.add(IdLine.pinned(clock.instant().getEpochSecond(), base, print, id));
    }

    private String salted(int i, String base, CatalogueIndex index) {
        for (int copy = 0; ; copy++) {
            String salted = UniqueIds.salted(base, messages.print(i), copy);
            if (!isTaken(salted, i, index)) {
                return salted;
            }
        }
    }

    /** Whether an earlier message of the base has it: an id for any file of a base is for the first only. */
    private boolean isTaken(String id, int i, CatalogueIndex index) {
        byte[] octets = id.getBytes(StandardCharsets.ISO_8859_1);
        byte[] base = base(i);
        for (int other = index.first(base, base.length);
                other != CatalogueIndex.NONE && other != i;
                other = index.next(other, base, base.length)) {
            if (java.util.Arrays.equals(messages.ownId(other), octets)) {
                return true;
            }
        }
        return false;
    }

    private boolean isFirst(int i, CatalogueIndex index) {
        return index.first(i) == i;
    }

    private byte[] base(int i) {
        int at = messages.nameAt(i);
        return java.util.Arrays.copyOfRange(messages.octets(), at, at + messages.baseLength(i));
    }

    private void give(int i, String id) {
        byte[] octets = id.getBytes(StandardCharsets.ISO_8859_1);
        if (!java.util.Arrays.equals(messages.ownId(i), octets)) {
            messages.ownId(i, octets);
        }
    }

    private void writeDown() {
        try {
            if (!pins.isEmpty()) {
                target.append(pins);
            }
        } catch (IOException e) {
            // They follow from the files, and so stay the same as long as the reason for them is known.
            LOG.log(Level.WARNING, "salted unique-ids could not be written down", e);
        }
    }
}
