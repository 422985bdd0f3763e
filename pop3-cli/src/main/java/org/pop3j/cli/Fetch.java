package org.pop3j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final Map<MessageNumber, Optional<UniqueId>> messages = new LinkedHashMap<>();
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
    }

    FetchResult run(boolean newOnly) throws IOException, Failure {
        list();
        messages.forEach((number, uniqueId) -> {
            Optional<Instant> earlier = uniqueId.flatMap(id -> ledger.flatMap(l -> l.fetchedAt(id)));
            earlier.ifPresent(when -> stored.put(number, when));
            if (earlier.isEmpty() || !newOnly) {
                wanted.add(number);
            }
        });
        try {
            session.retrieve(wanted, this);
        } finally {
            clearProgress();
        }
        int fetched = wanted.size() - refused;
        int deleted = delete();
        quit();
        return new FetchResult(fetched, octets, messages.size() - wanted.size(), refused, deleted);
    }

    private void list() throws IOException, Failure {
        try {
            for (UniqueIdListing listing : session.uniqueIdListings()) {
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
        showProgress();
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
        if (ledger.isPresent() && uniqueId.isPresent()) {
            ledger.get().add(uniqueId.get(), now);
        }
    }

    @Override
    public void refused(MessageNumber number, Pop3RefusedException refusal) {
        refused++;
        stored.remove(number);
        clearProgress();
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

    private void showProgress() {
        if (terminal.person().isPresent()) {
            terminal.err().print("\rmessage " + (stored.size() + 1) + " of " + wanted.size());
        }
    }

    private void clearProgress() {
        if (terminal.person().isPresent()) {
            terminal.err().print("\r                                        \r");
        }
    }
}
