package org.pop3j.store.maildir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.spi.DeliveryId;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;

/** A store with the empty Maildir of ann, and what tests do with it. */
record Ann(Path maildir, MaildirStore store) {
    static final MaildropName NAME = new MaildropName("ann");
    static final MaildirOptions HASTY = MaildirOptions.defaults().withLockWait(Duration.ZERO);

    static Ann in(Path mail) throws MaildropException {
        return in(mail, HASTY, Clock.systemUTC());
    }

    static Ann in(Path mail, MaildirOptions options, Clock clock) throws MaildropException {
        MaildirStore store = new MaildirStore(FolderTemplate.of(mail.toString()), options, clock);
        store.create(NAME);
        return new Ann(mail.resolve("ann"), store);
    }

    Maildrop open() throws MaildropException {
        return store.open(NAME);
    }

    UniqueId deliver(String message) throws MaildropException, IOException {
        return store.deliver(NAME, new ByteArrayInputStream(octets(message)), Optional.empty());
    }

    UniqueId deliver(String message, String id) throws MaildropException, IOException {
        return store.deliver(NAME, new ByteArrayInputStream(octets(message)), Optional.of(new DeliveryId(id)));
    }

    /** Writes a message file as a foreign program would; {@code %XX} in the name is that octet. */
    Path plant(String folder, String rawName, String message) throws IOException {
        return Files.write(path(folder, rawName), octets(message));
    }

    Path path(String folder, String rawName) {
        return Path.of(URI.create("file://" + maildir.toUri().getRawPath() + folder + "/" + rawName));
    }

    List<String> ids() throws MaildropException {
        try (Maildrop drop = open()) {
            return ids(drop);
        }
    }

    static List<String> ids(Maildrop drop) throws MaildropException {
        List<String> ids = new ArrayList<>();
        for (int number = 1; number <= drop.count(); number++) {
            ids.add(drop.uniqueId(number).value());
        }
        return ids;
    }

    static String text(Maildrop drop, int number) throws MaildropException, IOException {
        try (var content = drop.content(number)) {
            return new String(content.octets().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    List<String> files(String folder) throws IOException {
        try (var files = Files.list(maildir.resolve(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    static BitSet numbers(int... numbers) {
        BitSet set = new BitSet();
        for (int number : numbers) {
            set.set(number);
        }
        return set;
    }

    private static byte[] octets(String message) {
        return message.getBytes(StandardCharsets.ISO_8859_1);
    }
}
