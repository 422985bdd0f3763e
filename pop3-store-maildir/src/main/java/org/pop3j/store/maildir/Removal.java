package org.pop3j.store.maildir;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.NoSuchFileException;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.Set;

/**
 * Removes messages by identity, not by position (S-33), goes on where one cannot be removed (R1939-26), and makes it durable
 * (S-39).
 */
final class Removal {
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");

    private final Maildir maildir;
    private final Messages messages;
    private final Set<Part> touched = EnumSet.noneOf(Part.class);
    private final BitSet failed = new BitSet();
    private long octets;
    private int count;

    Removal(Maildir maildir, Messages messages) {
        this.maildir = maildir;
        this.messages = messages;
    }

    /** Removes them; gives the numbers of those that are still there. */
    BitSet remove(BitSet numbers) throws IOException {
        numbers.stream().forEach(this::remove);
        for (Part part : touched) {
            maildir.sync(part);
        }
        if (count > 0) {
            QuotaFile.add(maildir, -octets, -count);
        }
        return failed;
    }

    private void remove(int number) {
        try {
            MessageFile removed = messages.act(number, Removal::delete);
            touched.add(removed.part());
            octets += removed.octets();
            count++;
        } catch (MessageGoneException removedByOthers) {
            LOG.log(Level.DEBUG, "removed by others already", removedByOthers);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "not removed from " + maildir, e);
            failed.set(number);
        }
    }

    private static MessageFile delete(Entry entry, MessageFile file) throws IOException {
        if (!entry.attributes().fileKey().equals(file.identity().key())) {
            throw new NoSuchFileException(file.toString(), null, "replaced by another message");
        }
        entry.delete();
        return file;
    }
}
