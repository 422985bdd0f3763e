package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Messages to which mbsync or OfflineIMAP gave another number: they keep it in the name ({@code ,U=5}), so the base changes
 * when a message is synchronized for the first time, or all are anew. Such a message keeps its unique-id (C0039), if size and
 * time of the file are the same and the file of the old name is gone.
 */
final class Resynced {
    private static final Pattern NUMBER = Pattern.compile(",U=\\d+(?=,|$)");

    private final Maildir maildir;
    private final Catalogue messages;
    private final BitSet gone;
    private final Map<File, String> ids = new HashMap<>();
    private final BitSet renamed = new BitSet();

    /** A base and the print of the file. */
    private record File(String base, long print) {}

    private Resynced(Maildir maildir, Catalogue messages, BitSet gone) {
        this.maildir = maildir;
        this.messages = messages;
        this.gone = gone;
    }

    /** Looks for them among what a listing found, before it becomes known. */
    static Resynced among(Scan.Result found, Maildir maildir, Catalogue messages, UniqueIds ids) throws IOException {
        Resynced resynced = new Resynced(maildir, messages, found.gone());
        if (canBeAny(found, messages)) {
            Map<File, File> newcomers = new HashMap<>();
            for (Newcomer newcomer : found.newcomers()) {
                File file = new File(newcomer.base(), newcomer.look().print());
                newcomers.putIfAbsent(withoutNumber(file), file);
            }
            resynced.match(newcomers, ids);
        }
        return resynced;
    }

    /** At a first login there are many newcomers, and nothing that they can have been before. */
    private static boolean canBeAny(Scan.Result found, Catalogue messages) {
        return messages.count() > 0
                && !found.newcomers().isEmpty()
                && (found.newcomers().stream().anyMatch(newcomer -> isNumbered(newcomer.base()))
                        || found.gone().stream()
                                .anyMatch(
                                        index -> isNumbered(messages.base(index).octets())));
    }

    private static boolean isNumbered(String base) {
        return base.contains(",U=");
    }

    private static File withoutNumber(File file) {
        return new File(NUMBER.matcher(file.base()).replaceFirst(""), file.print());
    }

    private void match(Map<File, File> newcomers, UniqueIds ids) throws IOException {
        for (int index = 0; index < messages.count(); index++) {
            File old = new File(messages.base(index).octets(), messages.print(index));
            Optional<File> other = Optional.ofNullable(newcomers.get(withoutNumber(old)));
            if (other.isPresent() && !other.orElseThrow().equals(old) && isGone(index)) {
                renamed.set(index);
                this.ids.put(other.orElseThrow(), ids.of(messages, index).value());
            }
        }
    }

    /** A listing may be too young to say so. */
    private boolean isGone(int index) throws IOException {
        if (gone.get(index)) {
            return true;
        }
        try (SecureDirectoryStream<Path> folder = maildir.enter(messages.part(index))) {
            new Entry(folder, messages.name(index)).attributes();
            return false;
        } catch (NoSuchFileException renamedMeanwhile) {
            return true;
        }
    }

    boolean isEmpty() {
        return ids.isEmpty();
    }

    /** The indexes of those that have another name now. */
    BitSet renamed() {
        return renamed;
    }

    /** The unique-id that a new message had under its old name. */
    Optional<String> id(String base, long print) {
        return Optional.ofNullable(ids.get(new File(base, print)));
    }
}
