package org.pop3j.store.maildir;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Leaves lines out of the file of unique-ids that are of no use any more, while nobody delivers. */
final class IdCompaction implements Closeable {
    private static final int WORTH_OCTETS = 64 * 1024;

    private final IdFile file;
    private final Optional<MaildirLock> deliveries;

    private IdCompaction(IdFile file, Optional<MaildirLock> deliveries) {
        this.file = file;
        this.deliveries = deliveries;
    }

    /** Begins if it is worth it and nobody delivers with an id at the moment. */
    static IdCompaction begin(Maildir maildir) throws IOException {
        IdFile file = new IdFile(maildir);
        boolean isWorth = file.stamp().octets() > WORTH_OCTETS;
        return new IdCompaction(
                file, isWorth ? MaildirLock.take(maildir, Delivery.LOCK, Duration.ZERO) : Optional.empty());
    }

    boolean isPossible() {
        return deliveries.isPresent();
    }

    /** Keeps what is of the messages that are there, and what is young. */
    void run(Catalogue messages, Instant now, Duration kept) throws IOException {
        IdBook book = file.read();
        Set<String> bases = new HashSet<>();
        for (int index = 0; index < messages.count(); index++) {
            bases.add(messages.base(index).octets());
        }
        Collection<IdLine> lines = book.current(bases, now.getEpochSecond(), kept);
        if (lines.size() < book.lines() / 2) {
            file.replace(lines);
        }
    }

    @Override
    public void close() throws IOException {
        if (deliveries.isPresent()) {
            deliveries.orElseThrow().close();
        }
    }
}
