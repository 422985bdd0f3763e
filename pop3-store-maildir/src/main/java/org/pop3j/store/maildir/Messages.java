package org.pop3j.store.maildir;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * The messages of one session, frozen in their order (R1939-16), and where each of them is now: others may rename them at any
 * time (M-03). Message n has index n - 1 in the catalogue as long as the session lasts.
 */
final class Messages implements Closeable {
    private static final int RENAMES_FOLLOWED = 10;

    private final Maildir maildir;
    private final Known known;
    private final MaildirOptions options;
    private final Catalogue catalogue;
    private final int count;
    private final EnteredPart folder;
    private final BitSet gone = new BitSet();
    private final BitSet missing = new BitSet();
    /** Of the missing ones those whose file has another base now. */
    private final BitSet rebased = new BitSet();

    private final BitSet buried = new BitSet();
    /** Of these the last look-up said as much as another would, once. */
    private final BitSet unseen = new BitSet();

    Messages(Maildir maildir, Known known, MaildirOptions options) {
        this.maildir = maildir;
        this.folder = new EnteredPart(maildir);
        this.options = options;
        this.known = known;
        this.catalogue = known.messages();
        this.count = catalogue.count();
    }

    /** Something done to the file of a message; {@code NoSuchFileException} if it is not there under that name. */
    interface Action<T> {
        T on(Entry entry, int index) throws IOException;
    }

    /** Lets go of the folders. */
    @Override
    public void close() throws IOException {
        folder.close();
    }

    int count() {
        return count;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /**
     * Which messages were removed by this session, or have another file under their base: bit n for message n. Those that a
     * look-up misses are not among them: under another base perhaps, which only the next session sees ({@link Resynced}).
     */
    BitSet gone() {
        return gone;
    }

    /** Whether the message is missing, but there was a file like its own under another base at the last look-up. */
    boolean isRebased(int number) {
        return rebased.get(number);
    }

    /** Those of which it is written down already that they are removed. */
    BitSet buried() {
        return buried;
    }

    /**
     * Acts on a message where it is now. Where it is not under its last name all messages are looked up again, unless that was
     * just done for another one and did not find it: a mail program that removed a thousand costs one look-up.
     */
    <T> T act(int number, Action<T> action) throws IOException {
        for (int i = 0; i < RENAMES_FOLLOWED; i++) {
            try {
                return actOnce(number, action);
            } catch (MessageGoneException e) {
                if (!missing.get(number)) {
                    gone.set(number);
                }
                throw e;
            } catch (NoSuchFileException renamed) {
                find(number);
            }
        }
        throw new IOException("renamed by others again and again: " + catalogue.place(number - 1));
    }

    /** Reads a message where it is now, or where another session has put it that removed it. */
    <T> T read(int number, Action<T> action) throws IOException {
        try {
            return act(number, action);
        } catch (MessageGoneException e) {
            if (options.lock() != MaildirOptions.Lock.SNAPSHOT) {
                throw e;
            }
            return readRemains(number - 1, action, e);
        }
    }

    private <T> T readRemains(int index, Action<T> action, MessageGoneException e) throws IOException {
        try (Remains remains =
                options.flags() == MaildirOptions.Flags.TRASH ? Trash.open(maildir) : Withdrawn.open(maildir)) {
            return action.on(remains.of(catalogue.name(index)), index);
        } catch (NoSuchFileException removedByOthers) {
            throw e;
        }
    }

    private <T> T actOnce(int number, Action<T> action) throws IOException {
        int index = number - 1;
        if (gone.get(number) || missing.get(number)) {
            throw new MessageGoneException(catalogue.place(index));
        }
        return folder.work(catalogue.part(index), opened -> action.on(new Entry(opened, catalogue.name(index)), index));
    }

    private void find(int number) throws IOException {
        if (!unseen.get(number)) {
            lookUp();
        }
        if (unseen.get(number) && !missing.get(number)) {
            unseen.clear(number);
            throw new IOException(
                    "not there, in a folder that others change all the while: " + catalogue.place(number - 1));
        }
    }

    /** One rescan finds every message that was renamed, so that a mail program that moves all of them costs one. */
    private void lookUp() throws IOException {
        Scan.Result found = Scan.again(maildir, known);
        // What arrived meanwhile is for the next session, which must read the folders then.
        known.distrust();
        found.gone().stream().forEach(index -> missing.set(index + 1));
        noteRebased(found);
        unseen.clear();
        found.unseen().stream().forEach(index -> unseen.set(index + 1));
    }

    private void noteRebased(Scan.Result found) {
        Set<Long> prints = new HashSet<>();
        found.newcomers().forEach(newcomer -> prints.add(newcomer.look().print()));
        rebased.clear();
        found.gone().stream()
                .filter(index -> prints.contains(catalogue.print(index)))
                .forEach(index -> rebased.set(index + 1));
    }
}
