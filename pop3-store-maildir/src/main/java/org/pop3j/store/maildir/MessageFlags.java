package org.pop3j.store.maildir;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.BitSet;

/** Marks messages as seen, as a mail program would: by renaming them to {@code cur} with the flag {@code S}. */
final class MessageFlags {
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");
    private static final char SEEN = 'S';

    private final Maildir maildir;
    private final Messages messages;
    private final MessageOpening files;

    MessageFlags(Maildir maildir, Messages messages, MessageOpening files) {
        this.maildir = maildir;
        this.messages = messages;
        this.files = files;
    }

    /** Marks them; one that cannot be marked stays as it is. */
    void seen(BitSet numbers) {
        numbers.stream().forEach(number -> {
            try {
                messages.act(number, this::seen);
            } catch (MessageGoneException removedByOthers) {
                LOG.log(Level.DEBUG, "not there to be marked as seen", removedByOthers);
            } catch (IOException e) {
                LOG.log(Level.WARNING, "not marked as seen in " + maildir, e);
            }
        });
    }

    private boolean seen(Entry entry, int index) throws IOException {
        files.confirm(entry, index);
        Catalogue catalogue = messages.catalogue();
        String name = new String(
                catalogue.octets(), catalogue.nameAt(index), catalogue.nameLength(index), StandardCharsets.ISO_8859_1);
        String flagged = InfoSuffix.with(SEEN, name);
        if (flagged.equals(name) && catalogue.part(index) == Part.CUR) {
            return false;
        }
        Path target = FileNames.path(flagged);
        try (SecureDirectoryStream<Path> current = maildir.enter(Part.CUR)) {
            new Entry(current, target).requireFree();
            entry.directory().move(entry.name(), current, target);
        }
        byte[] octets = flagged.getBytes(StandardCharsets.ISO_8859_1);
        catalogue.rename(index, Part.CUR, octets, octets.length);
        return true;
    }
}
