package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.pop3j.store.spi.DeliveryId;

/**
 * A name that no other delivery gets, on this host or another: {@code seconds.MmicrosPpidQnRrandom.host}, then the sizes
 * (maildir(5)). With a delivery id, {@code I} and a digest of it stand before the host.
 *
 * @param unique the part that is known before the message is written
 */
record DeliveryName(String unique) {
    private static final AtomicLong DELIVERIES = new AtomicLong();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RANDOM_BELOW = 1 << 20;
    private static final int ID_BITS = 100;
    /** The name of this host as maildir(5) writes it. */
    static final String HOST = host();

    static DeliveryName next(Instant now, Optional<DeliveryId> id) {
        String unique = String.format(
                Locale.ROOT,
                "%d.M%06dP%dQ%dR%05x%s.%s",
                now.getEpochSecond(),
                now.get(ChronoField.MICRO_OF_SECOND),
                ProcessHandle.current().pid(),
                DELIVERIES.incrementAndGet(),
                RANDOM.nextInt(RANDOM_BELOW),
                id.map(DeliveryName::mark).orElse(""),
                HOST);
        return new DeliveryName(unique);
    }

    /** What the base of a message that was delivered under this id contains. */
    static String mark(DeliveryId id) {
        return 'I' + Base32.ofSha256(id.value().getBytes(StandardCharsets.US_ASCII), ID_BITS);
    }

    Path inTmp() {
        return Path.of(unique);
    }

    /**
     * The name in {@code new}.
     *
     * @param stored the octets of the file
     * @param withCrlf the same with every line end as two, the figure that Dovecot expects of {@code W=}
     */
    Path inNew(long stored, long withCrlf) {
        return Path.of(unique + ",S=" + stored + ",W=" + withCrlf);
    }

    /** A host name as maildir(5) writes it. */
    static String escaped(String host) {
        return host.strip().replace("/", "\\057").replace(":", "\\072").replaceAll("[^!-~]", "_");
    }

    private static String host() {
        try {
            return escaped(Files.readString(Path.of("/proc/sys/kernel/hostname"), StandardCharsets.ISO_8859_1));
        } catch (IOException notLinux) {
            // Only has to differ between hosts that share a Maildir; the random part does that too.
            return "localhost";
        }
    }
}
