package org.pop3j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pop3j.client.SyncMessage;
import org.pop3j.store.maildir.MaildirStore;
import org.pop3j.store.spi.DeliveryId;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;

/** Delivers into one Maildir, made if there is none. */
final class MaildirTarget implements FetchTarget {
    /** What a store takes as a name; what comes before it, such as the dot of {@code .mail}, goes into the template. */
    private static final Pattern LAST_NAME = Pattern.compile("([^A-Za-z0-9_]*)(.+)");

    private final MaildirStore store;
    private final MaildropName name;
    private final boolean isOnce;

    private MaildirTarget(MaildirStore store, MaildropName name, boolean isOnce) {
        this.isOnce = isOnce;
        this.store = store;
        this.name = name;
    }

    static MaildirTarget open(Path folder, boolean isOnce) throws IOException {
        Path real = Files.exists(folder)
                ? folder.toRealPath()
                : folder.toAbsolutePath().normalize();
        Matcher last = LAST_NAME.matcher(String.valueOf(real.getFileName()));
        if (!last.matches()) {
            throw new IOException("expected a folder with a letter or a digit in its name, got " + folder);
        }
        String above = real.getParent().resolve(last.group(1) + "-").toString();
        String template = above.substring(0, above.length() - 1).replace("%", "%%") + "%u";
        MaildirTarget target = new MaildirTarget(MaildirStore.in(template), new MaildropName(last.group(2)), isOnce);
        try {
            target.store.create(target.name);
        } catch (MaildropException e) {
            throw new IOException(Reason.of(e), e);
        }
        return target;
    }

    /**
     * With a delivery id a message that comes again, because of a crash right after it was stored, is stored once. Servers
     * use unique-ids again (C0040), so the id has the content in it too, and the content is read before.
     */
    @Override
    public void store(SyncMessage message, InputStream content) throws IOException {
        if (!isOnce) {
            deliver(content, Optional.empty());
            return;
        }
        try (Spool spool = Spool.of(content)) {
            DeliveryId id = deliveryId(message, spool);
            try (InputStream spooled = Files.newInputStream(spool.file())) {
                deliver(spooled, Optional.of(id));
            }
        }
    }

    private void deliver(InputStream content, Optional<DeliveryId> id) throws IOException {
        try {
            store.deliver(name, content, id);
        } catch (MaildropException e) {
            throw new IOException(Reason.of(e), e);
        }
    }

    private static DeliveryId deliveryId(SyncMessage message, Spool spool) throws IOException {
        Sha256 digest = new Sha256();
        digest.write((message.account() + " " + message.key() + "\n").getBytes(StandardCharsets.UTF_8));
        Files.copy(spool.file(), digest);
        return new DeliveryId("pop3-" + digest.sum().hex());
    }

    @Override
    public void close() {
        store.close();
    }
}
