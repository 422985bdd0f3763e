package org.pop3j.store.maildir;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.BitSet;
import java.util.TreeSet;

/** Marks messages as seen, as a mail program would: by renaming them to {@code cur} with the flag {@code S}. */
final class MessageFlags {
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");
    private static final String INFO = ":2,";
    private static final char SEEN = 'S';

    private final Maildir maildir;
    private final Messages messages;
    private final MessageOpening files;

    MessageFlags(Maildir maildir, Messages messages, MessageOpening files) {
        this.maildir = maildir;
        this.messages = messages;
        this.files = files;
    }

    /** The name with one more flag, in the order of the alphabet; flags of others, known or not, stay. */
    static String with(char flag, String name) {
        int info = name.indexOf(INFO);
        if (info < 0) {
            // Something else behind a colon is of a form that we do not know.
            return name.indexOf(':') < 0 ? name + INFO + flag : name;
        }
        TreeSet<Character> flags = new TreeSet<>();
        name.substring(info + INFO.length()).chars().forEach(c -> flags.add((char) c));
        flags.add(flag);
        StringBuilder flagged = new StringBuilder(name.substring(0, info)).append(INFO);
        flags.forEach(flagged::append);
        return flagged.toString();
    }

    /** Marks them; one that cannot be marked stays as it is. */
    void seen(BitSet numbers) {
        numbers.stream().forEach(number -> {
            try {
                messages.act(number, this::seen);
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
        String flagged = with(SEEN, name);
        if (flagged.equals(name) && catalogue.part(index) == Part.CUR) {
            return false;
        }
        byte[] octets = flagged.getBytes(StandardCharsets.ISO_8859_1);
        Path target = FileNames.path(octets, 0, octets.length);
        try (SecureDirectoryStream<Path> current = maildir.enter(Part.CUR)) {
            requireFree(new Entry(current, target));
            entry.directory().move(entry.name(), current, target);
        }
        catalogue.rename(index, Part.CUR, octets, octets.length);
        return true;
    }

    /** Renaming would replace a file of that name, and so lose another message. */
    static void requireFree(Entry target) throws IOException {
        try {
            target.attributes();
        } catch (NoSuchFileException free) {
            return;
        }
        throw new FileAlreadyExistsException(target.name().toString());
    }
}
