package org.pop3j.store.maildir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pop3j.codec.Limits;
import org.pop3j.codec.PeerText;
import org.pop3j.store.spi.MaildropInUseException;

/**
 * Takes over the unique-ids that another server gave to the messages of a Maildir, so that no client fetches everything
 * again after a move to this store. From then on the ids are kept in {@code pop3j.ids}, for stores with any options; a later
 * import replaces them. Holds the lock of a session meanwhile, and that of one of Dovecot.
 */
public final class UniqueIdImport {
    private final Path path;
    private final Optional<Path> control;
    private final Map<String, String> ids = new LinkedHashMap<>();
    private final List<String> refused = new ArrayList<>();
    private int doubled;

    private UniqueIdImport(Path path, Optional<Path> control) {
        this.path = path;
        this.control = control;
    }

    /**
     * Into a Maildir.
     *
     * @param maildir the Maildir
     * @param control the folder of the store's own files for it, if they are not in the Maildir
     * @return what imports; several times, if need be
     */
    public static UniqueIdImport into(Path maildir, Optional<Path> control) {
        return new UniqueIdImport(maildir, control);
    }

    private UniqueIdImport anew() {
        return new UniqueIdImport(path, control);
    }

    /**
     * What came of it.
     *
     * @param imported how many messages were given their unique-id, whether or not it is another than before
     * @param unchanged how many had been given it already
     * @param absent of how many there is no message
     * @param refused what could not be taken, a line each for people
     */
    public record Result(int imported, int unchanged, int absent, List<String> refused) {}

    /**
     * From Dovecot's {@code dovecot-uidlist} in the Maildir.
     *
     * @param format {@code pop3_uidl_format} of that Dovecot; {@code %08Xu%08Xv} where it says nothing
     * @return what came of it
     * @throws IOException if there is no such list, or something cannot be read or written
     * @throws MaildropInUseException if a session has the Maildir open, or a delivery does not end
     * @throws IllegalArgumentException if the format is none
     */
    public Result fromDovecot(String format) throws IOException, MaildropInUseException {
        UniqueIdFormat ids = UniqueIdFormat.of(format);
        return anew().run(opened -> {
            UniqueIdImport into = opened.into();
            if (!DovecotUidList.read(
                    opened.maildir(), item -> into.add(item.base(), item.id().orElseGet(() -> ids.id(item))))) {
                throw new IOException("there is no " + DovecotUidList.FILE + " in " + path);
            }
        });
    }

    /**
     * From Courier's {@code courierpop3dsizelist} in the Maildir.
     *
     * @return what came of it
     * @throws IOException if there is no such list, or something cannot be read or written
     * @throws MaildropInUseException if a session has the Maildir open, or a delivery does not end
     */
    public Result fromCourier() throws IOException, MaildropInUseException {
        return anew().run(opened -> {
            UniqueIdImport into = opened.into();
            if (!CourierSizeList.read(
                    opened.maildir(), item -> into.add(item.base(), item.id().orElseThrow()))) {
                throw new IOException("there is no " + CourierSizeList.FILE + " in " + path);
            }
        });
    }

    /**
     * From a plain list: lines of a unique-id, a SPACE, and the name of the file with or without its flags.
     *
     * @param list the list
     * @return what came of it
     * @throws IOException if something cannot be read or written
     * @throws MaildropInUseException if a session has the Maildir open, or a delivery does not end
     */
    public Result fromList(Path list) throws IOException, MaildropInUseException {
        return anew().run(opened -> {
            try (BufferedReader lines = Files.newBufferedReader(list, StandardCharsets.ISO_8859_1)) {
                lines.lines().filter(line -> !line.isBlank()).forEach(opened.into()::addLine);
            }
        });
    }

    private record Opened(Maildir maildir, UniqueIdImport into) {}

    private interface Source {
        void read(Opened opened) throws IOException;
    }

    private void addLine(String line) {
        int space = line.indexOf(' ');
        if (space <= 0) {
            refused.add("expected a unique-id, a space and a file name, got " + PeerText.quote(line));
        } else {
            add(ForeignList.base(line.substring(space + 1)), line.substring(0, space));
        }
    }

    private void add(String base, String id) {
        if (id.isEmpty() || id.length() > Limits.UNIQUE_ID_SENT || !id.chars().allMatch(c -> c > 0x20 && c < 0x7F)) {
            refused.add("expected 1 to 70 octets of 0x21 to 0x7E as unique-id of " + PeerText.quote(base) + ", got "
                    + PeerText.quote(id));
        } else {
            ids.put(base, id);
        }
    }

    private Result run(Source source) throws IOException, MaildropInUseException {
        Maildir maildir = Folders.openMaildir(path, control);
        boolean isOpen = false;
        try {
            source.read(new Opened(maildir, this));
            Opening opening = Opening.of(maildir, MaildirOptions.MAINTENANCE, new Recent(), Clock.systemUTC());
            isOpen = true;
            try {
                return into(opening);
            } finally {
                opening.close(new Messages(maildir, opening.known(), MaildirOptions.MAINTENANCE));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } finally {
            if (!isOpen) {
                maildir.close();
            }
        }
    }

    private Result into(Opening opening) throws IOException, MaildropInUseException {
        Catalogue messages = opening.known().messages();
        UniqueIds derived = new UniqueIds(MaildirOptions.MAINTENANCE.uniqueIds());
        Map<Integer, String> accepted = firstOfEach(messages);
        int present = accepted.size();
        while (refuseTaken(accepted, messages, derived)) {
            // A message that keeps its own id after all may take that from another.
            continue;
        }
        List<IdLine> pins = new ArrayList<>();
        accepted.forEach((index, id) -> {
            if (!isGiven(messages, index, id)) {
                pins.add(pin(messages, index, id));
            }
        });
        if (!pins.isEmpty()) {
            IdRewrite.run(opening.maildir(), book -> book.with(pins));
        }
        return new Result(pins.size(), accepted.size() - pins.size(), ids.size() - present - doubled, refused);
    }

    /** An id that only follows from the name is written down too: a store with another form of unique-ids derives another. */
    private static boolean isGiven(Catalogue messages, int index, String id) {
        return new String(messages.ownId(index), StandardCharsets.US_ASCII).equals(id);
    }

    /** Which messages want which ids; of several that want one the first may have it. */
    private Map<Integer, String> firstOfEach(Catalogue messages) {
        Map<Integer, String> wanted = new TreeMap<>();
        Set<String> given = new HashSet<>();
        for (int i = 0; i < messages.count(); i++) {
            String id = ids.get(messages.base(i).octets());
            if (id != null && given.add(id)) {
                wanted.put(i, id);
            } else if (id != null) {
                doubled++;
                refuse(messages, i, id);
            }
        }
        return wanted;
    }

    private boolean refuseTaken(Map<Integer, String> accepted, Catalogue messages, UniqueIds derived) {
        Set<String> kept = new HashSet<>();
        for (int i = 0; i < messages.count(); i++) {
            if (!accepted.containsKey(i)) {
                kept.add(derived.of(messages, i).value());
            }
        }
        return accepted.entrySet().removeIf(wish -> {
            boolean isTaken = kept.contains(wish.getValue());
            if (isTaken) {
                refuse(messages, wish.getKey(), wish.getValue());
            }
            return isTaken;
        });
    }

    private void refuse(Catalogue messages, int index, String id) {
        refused.add("another message has the unique-id " + id + ", which " + messages.place(index) + " should have");
    }

    private static IdLine pin(Catalogue messages, int index, String id) {
        long now = Clock.systemUTC().instant().getEpochSecond();
        return IdLine.pinned(now, messages.base(index).octets(), messages.print(index), id);
    }
}
