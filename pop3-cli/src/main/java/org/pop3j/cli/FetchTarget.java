package org.pop3j.cli;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.pop3j.codec.PeerText;

/** Where fetched messages go. */
interface FetchTarget extends Closeable {
    /**
     * Stores a message; it is durable when this returns.
     *
     * @param label the unique-id, or another name of the message; text of the other side (S-25)
     * @param content the octets; its exceptions pass through, and nothing is stored then
     */
    void store(String label, InputStream content) throws IOException;

    /** Opens {@code maildir:DIR}, {@code mbox:FILE} or {@code eml:DIR}. */
    static FetchTarget open(String to) throws Failure {
        int colon = to.indexOf(':');
        String kind = colon < 0 ? "" : to.substring(0, colon);
        if (colon == to.length() - 1 || !kind.matches("maildir|mbox|eml")) {
            throw Failure.refused("--to: expected maildir:DIR, mbox:FILE or eml:DIR, got " + PeerText.quote(to));
        }
        Path place = Path.of(to.substring(colon + 1));
        try {
            checkPlace(kind, place);
            return switch (kind) {
                case "maildir" -> MaildirTarget.open(place);
                case "mbox" -> MboxTarget.open(place);
                case "eml" -> EmlTarget.open(place);
                default -> throw new IllegalStateException("checked above: " + kind);
            };
        } catch (IOException e) {
            throw Failure.refused("cannot write to --to " + PeerText.escape(to), e);
        }
    }

    private static void checkPlace(String kind, Path place) throws IOException {
        Path above = Optional.ofNullable(place.getParent()).orElse(Path.of(""));
        if (!kind.equals("eml") && !Files.isDirectory(above)) {
            throw new IOException("there is no folder " + above);
        }
        if (!kind.equals("mbox") && Files.isRegularFile(place)) {
            throw new IOException(place + " is a file, not a folder");
        }
    }
}
