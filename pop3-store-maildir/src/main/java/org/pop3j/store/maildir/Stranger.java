package org.pop3j.store.maildir;

import java.io.IOException;
import java.util.Optional;

/** A file that may be a message and was not known when it was listed. One thread looks at it, another may ask afterwards. */
final class Stranger {
    private final Part part;
    private final Entry entry;
    private final String name;
    private final int baseLength;
    private Optional<Newcomer> newcomer = Optional.empty();
    private Optional<IOException> failure = Optional.empty();

    /** {@code name}: the octets of the file name, one char each; so many of them are the base. */
    Stranger(Part part, Entry entry, String name, int baseLength) {
        this.part = part;
        this.entry = entry;
        this.name = name;
        this.baseLength = baseLength;
    }

    void lookAt(Maildir maildir) {
        try {
            newcomer = Look.at(maildir, part, entry).map(look -> Newcomer.of(part, name, baseLength, look));
        } catch (IOException e) {
            failure = Optional.of(e);
        }
    }

    String base() {
        return name.substring(0, baseLength);
    }

    /**
     * What it turned out to be.
     *
     * @throws IOException if it could not be looked at
     */
    Optional<Newcomer> newcomer() throws IOException {
        if (failure.isPresent()) {
            throw failure.orElseThrow();
        }
        return newcomer;
    }
}
