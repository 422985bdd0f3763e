package org.pop3j.store.maildir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** A list about the messages of a Maildir that another program keeps in it. It is only read. */
final class ForeignList {
    private ForeignList() {}

    /**
     * What a line says of a message.
     *
     * @param base the base name, one char an octet
     * @param wire the wire size without a line end that is missing at the end, or {@link Catalogue#UNKNOWN}
     * @param uid the number that the message has there
     * @param validity what the number is only good with
     * @param id the unique-id if the list tells it itself
     */
    record Item(String base, long wire, long uid, long validity, Optional<String> id) {}

    /** Reads the lines of a list; whether there is one. */
    static boolean read(Maildir maildir, Path name, Consumer<BufferedReader> reading) throws IOException {
        Entry file = maildir.entry(name);
        try {
            if (!file.attributes().isRegularFile()) {
                throw new IOException(name + " is not a regular file");
            }
            try (FileChannel channel = file.openForReading()) {
                channel.position(0);
                reading.accept(new BufferedReader(
                        new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.ISO_8859_1), 1 << 16));
            }
            return true;
        } catch (NoSuchFileException none) {
            return false;
        }
    }

    static String base(String name) {
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }
}
