package org.pop3j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pop3j.client.DeletionReport;
import org.pop3j.client.MessageHandler;
import org.pop3j.client.Pop3Exception;
import org.pop3j.client.Pop3RefusedException;
import org.pop3j.client.Pop3Session;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.ScanListing;
import org.pop3j.codec.UniqueId;
import org.pop3j.codec.UniqueIdListing;

/** Fetches what is to be fetched in one session: store, write down, and only then delete. */
final class Fetch implements MessageHandler<MessageNumber> {
    private final Terminal terminal;
    private final Pop3Session session;
    private final FetchTarget target;
    private final Optional<Ledger> ledger;
    private final Deletion deletion;
    private final FetchProgress progress;
    private final Map<MessageNumber, Optional<UniqueId>> messages = new LinkedHashMap<>();
    private final Set<UniqueId> repeated = new HashSet<>();
    private final Map<MessageNumber, Instant> stored = new HashMap<>();
    private final List<MessageNumber> wanted = new ArrayList<>();
    private long octets;
    private int refused;

    Fetch(Terminal terminal, Pop3Session session, FetchTarget target, Optional<Ledger> ledger, Deletion deletion) {
        this.terminal = terminal;
        this.session = session;
        this.target = target;
        this.ledger = ledger;
        this.deletion = deletion;
        this.progress = FetchProgress.on(terminal);
    }

    FetchResult run(boolean newOnly) throws IOException, Failure {
        list();
        messages.forEach((number, uniqueId) -> {
            Optional<Instant> earlier = distinct(uniqueId).flatMap(id -> ledger.flatMap(l -> l.fetchedAt(id)));
            earlier.ifPresent(when -> stored.put(number, when));
            if (earlier.isEmpty() || !newOnly) {
                wanted.add(number);
            }
        });
        try {
            progress.expect(wanted.size());
            session.retrieve(wanted, this);
        } finally {
            progress.clear();
        }
        int fetched = wanted.size() - refused;
        int deleted = delete();
        quit();
        return new FetchResult(fetched, octets, messages.size() - wanted.size(), refused, deleted);
    }

    /**
     * The unique-id if it tells one message from the others. Where several messages share it (C0041), a line of the ledger
     * does not say which of them was stored: each is fetched again, and deleted only if this run has stored it.
     */
    private Optional<UniqueId> distinct(Optional<UniqueId> uniqueId) {
        return uniqueId.filter(id -> !repeated.contains(id));
    }

    private void list() throws IOException, Failure {
        try {
            Set<UniqueId> seen = new HashSet<>();
            for (UniqueIdListing listing : session.uniqueIdListings()) {
                if (!seen.add(listing.uniqueId())) {
                    repeated.add(listing.uniqueId());
                }
                messages.put(listing.number(), Optional.of(listing.uniqueId()));
            }
        } catch (Pop3RefusedException noUniqueIds) {
            if (ledger.isPresent()) {
                throw Failure.failed(
                        "the server has no unique-ids, so nobody can tell what is new: fetch without --ledger",
                        noUniqueIds);
            }
            for (ScanListing listing : session.scanListings()) {
                messages.put(listing.number(), Optional.empty());
            }
        }
    }

    @Override
    public void message(MessageNumber number, InputStream content) throws IOException {
        progress.next();
        CountingStream counted = new CountingStream(content);
        Optional<UniqueId> uniqueId = messages.getOrDefault(number, Optional.empty());
        try {
            target.store(uniqueId.map(UniqueId::value).orElse("message-" + number.value()), counted);
        } catch (Pop3Exception e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("cannot store message " + number.value() + " here: " + Reason.of(e), e);
        }
        octets += counted.octets();
        Instant now = Instant.now();
        stored.putIfAbsent(number, now);
        Optional<UniqueId> distinct = distinct(uniqueId);
        if (ledger.isPresent() && distinct.isPresent()) {
            ledger.get().add(distinct.get(), now);
        }
    }

    @Override
    public void refused(MessageNumber number, Pop3RefusedException refusal) {
        refused++;
        stored.remove(number);
        progress.next();
        progress.clear();
        terminal.err().println("pop3 fetch: message " + number.value() + " is not fetched: " + Reason.of(refusal));
    }

    private int delete() throws IOException {
        List<MessageNumber> numbers = messages.keySet().stream()
                .filter(number -> deletion.includes(Optional.ofNullable(stored.get(number))))
                .toList();
        if (numbers.isEmpty()) {
            return 0;
        }
        DeletionReport<MessageNumber> report = session.delete(numbers);
        report.refused()
                .forEach((number, refusal) -> terminal.err()
                        .println("pop3 fetch: message " + number.value() + " is not deleted: " + Reason.of(refusal)));
        refused += report.refused().size();
        return report.marked().size();
    }

    private void quit() throws IOException, Failure {
        try {
            session.quit();
        } catch (Pop3RefusedException e) {
            throw Failure.failed("all that was asked for is stored, but the server could not delete all", e);
        }
    }
}
