package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pop3j.codec.PeerText;
import org.pop3j.store.maildir.MaildirFinding.Kind;

/** Reads all files of {@code new} and {@code cur}, and compares them with what the cache says of them. */
final class FileInspection {
    private final Maildir maildir;
    private final Catalogue cached;
    private final CatalogueIndex index;
    private final Catalogue found = new Catalogue();
    private final MessageOpening opening;
    private final NameReader name = new NameReader();
    private final Map<String, String> bases = new HashMap<>();
    private final List<MaildirFinding> findings = new ArrayList<>();
    private final List<String> wrongSizes = new ArrayList<>();

    FileInspection(Maildir maildir, Known known) {
        this.maildir = maildir;
        this.cached = known.messages();
        this.index = new CatalogueIndex(cached);
        this.opening = new MessageOpening(maildir, found);
    }

    /** Reads; sizes in which the cache was wrong are right then. */
    void run() throws IOException {
        for (Part part : new Part[] {Part.NEW, Part.CUR}) {
            try (SecureDirectoryStream<Path> folder = maildir.enter(part)) {
                for (Path file : folder) {
                    inspect(part, folder, file);
                }
            } catch (DirectoryIteratorException e) {
                throw e.getCause();
            }
        }
    }

    List<MaildirFinding> findings() {
        return findings;
    }

    /** The messages of which the cache had another size. */
    List<String> wrongSizes() {
        return wrongSizes;
    }

    private void inspect(Part part, SecureDirectoryStream<Path> folder, Path file) {
        name.read(file);
        if (name.isHidden()) {
            return;
        }
        String place = part.folder() + "/" + PeerText.escape(name.text());
        Entry entry = new Entry(folder, file.getFileName());
        try {
            PosixFileAttributes attributes = entry.attributes();
            if (!attributes.isRegularFile()) {
                found(Kind.NO_MESSAGE, place, "no regular file, so no message: left out of the maildrop");
            } else if (!maildir.owns(part, entry.name(), attributes)) {
                found(Kind.NO_MESSAGE, place, "belongs to " + attributes.owner() + ", left out");
            } else {
                read(part, place, entry, Look.at(attributes));
            }
        } catch (NoSuchFileException gone) {
            // Removed or renamed by a mail program meanwhile: nothing is wrong with it.
            return;
        } catch (IOException e) {
            found(Kind.UNREADABLE, place, "cannot be read: " + e.getMessage());
        }
    }

    private void read(Part part, String place, Entry entry, Look look) throws IOException {
        String base = name.text().substring(0, name.baseLength());
        String other = bases.putIfAbsent(base, place);
        if (other != null) {
            found(Kind.DOUBLED_BASE, place, "has the base name of " + other);
        }
        byte[] octets = java.util.Arrays.copyOf(name.octets(), name.length());
        int at = found.add(part, octets, name.baseLength(), look);
        try (FileChannel channel = opening.open(entry, at)) {
            compare(place, look, Count.of(channel, look.octets()));
        }
    }

    private void compare(String place, Look look, Count.Result count) {
        for (int i = index.first(name.octets(), name.baseLength());
                i != CatalogueIndex.NONE;
                i = index.next(i, name.octets(), name.baseLength())) {
            boolean isOther = cached.wire(i) != Catalogue.UNKNOWN && cached.wire(i) != count.octets();
            if (cached.print(i) == look.print() && isOther) {
                wrongSizes.add(place);
                cached.counted(i, count.octets(), count.form());
                cached.changed(i);
            }
        }
    }

    private void found(Kind kind, String place, String text) {
        findings.add(new MaildirFinding(kind, place, text, false));
    }
}
