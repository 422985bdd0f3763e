package org.pop3j.client;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pop3j.client.Located.Item;
import org.pop3j.codec.Command;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.ReceivedUniqueIdListing;
import org.pop3j.codec.ScanListing;
import org.pop3j.codec.SyntaxException;
import org.pop3j.codec.UniqueId;
import org.pop3j.codec.UniqueIdListing;

/** The messages of a session and which of them it has marked as deleted. */
final class Messages {
    private final Dialogue dialogue;
    private final Set<MessageNumber> marked = new HashSet<>();
    private ListedSizes listed = ListedSizes.NONE;
    private Window window = new Window(0);

    Messages(Dialogue dialogue) {
        this.dialogue = dialogue;
    }

    ScanListing scanListing(MessageNumber number) throws Pop3Exception {
        requireUnmarked(number);
        return dialogue.parsed(new Command.List(Optional.of(number)), text -> {
            ScanListing listing = ScanListing.parse(text);
            requireSame(number, listing.number());
            return listing;
        });
    }

    ReceivedUniqueIdListing uniqueIdListing(MessageNumber number) throws Pop3Exception {
        requireUnmarked(number);
        return dialogue.parsed(new Command.Uidl(Optional.of(number)), text -> {
            ReceivedUniqueIdListing listing = UniqueIdAnswer.of(text, number, dialogue.settings());
            requireSame(number, listing.number());
            return listing;
        });
    }

    /** LIST, kept, because it says how much of a message is still to come. */
    List<ScanListing> scanListings() throws Pop3Exception {
        List<ScanListing> listings = dialogue.listing(new Command.List(Optional.empty()), ScanListing::parse);
        listed = new ListedSizes(listings);
        return listings;
    }

    /** What LIST said, if it was asked for. */
    ListedSizes listed() {
        return listed;
    }

    /** What LIST says; asked for if it was not yet, and nothing if the server refuses. */
    ListedSizes listedSizes() throws Pop3Exception {
        if (listed.isEmpty()) {
            try {
                scanListings();
            } catch (Pop3RefusedException unknown) {
                return ListedSizes.NONE;
            }
        }
        return listed;
    }

    long content(MessageNumber number, Command command, OutputStream target) throws IOException {
        requireUnmarked(number);
        MessageSink sink = new MessageSink(target, Arrival.of(command, listed.of(number), dialogue.settings()));
        dialogue.exchange(command).content(command, sink);
        sink.rethrow();
        return sink.octets();
    }

    ContentStream stream(MessageNumber number, Command command) throws Pop3Exception {
        requireUnmarked(number);
        return dialogue.exchange(command).stream(command, listed.of(number));
    }

    void delete(MessageNumber number) throws Pop3Exception {
        requireUnmarked(number);
        dialogue.line(new Command.Dele(number));
        marked.add(number);
    }

    void reset() throws Pop3Exception {
        dialogue.line(new Command.Rset());
        marked.clear();
    }

    /** UIDL, with the messages that have no usable unique-id. */
    List<ReceivedUniqueIdListing> uniqueIdListings() throws Pop3Exception {
        Command uidl = new Command.Uidl(Optional.empty());
        List<String> lines = dialogue.listing(uidl, line -> line);
        return dialogue.exchange(uidl).guarded(uidl, () -> UniqueIdAnswer.of(lines));
    }

    Bulk bulk() throws Pop3Exception {
        Exchange exchange = dialogue.exchange(new Command.Stat());
        Settings settings = dialogue.settings();
        boolean isPipelining = dialogue.capabilities().has("PIPELINING");
        window = window.emptied(isPipelining ? settings.limits().windowOctets() : 0);
        return new Bulk(exchange, window, settings, this);
    }

    Located<MessageNumber> numbered(Collection<MessageNumber> numbers) {
        List<Item<MessageNumber>> items = new ArrayList<>(numbers.size());
        for (MessageNumber number : isAscending(numbers) ? numbers : new LinkedHashSet<>(numbers)) {
            requireUnmarked(number);
            items.add(new Item<>(number, number));
        }
        return new Located<>(items, List.of(), List.of());
    }

    Located<UniqueIdListing> ofListings(Collection<UniqueIdListing> listings) {
        List<Item<UniqueIdListing>> items = new ArrayList<>(listings.size());
        for (UniqueIdListing listing : new LinkedHashSet<>(listings)) {
            requireUnmarked(listing.number());
            items.add(new Item<>(listing.number(), listing));
        }
        return new Located<>(items, List.of(), List.of());
    }

    /** As listings are: then none is there twice, and no set is needed to find that out. */
    private static boolean isAscending(Collection<MessageNumber> numbers) {
        int last = 0;
        for (MessageNumber number : numbers) {
            if (number.value() <= last) {
                return false;
            }
            last = number.value();
        }
        return true;
    }

    Located<UniqueId> located(Collection<UniqueId> wanted) throws Pop3Exception {
        Map<UniqueId, List<MessageNumber>> numbers = new LinkedHashMap<>();
        wanted.forEach(id -> numbers.put(id, new ArrayList<>()));
        for (ReceivedUniqueIdListing listing : uniqueIdListings()) {
            Optional<UniqueId> id = listing.uniqueId().filter(numbers::containsKey);
            if (id.isPresent() && !marked.contains(listing.number())) {
                numbers.get(id.orElseThrow()).add(listing.number());
            }
        }
        return Located.of(numbers);
    }

    <K> DeletionReport<K> delete(Located<K> located) throws Pop3Exception {
        List<K> done = new ArrayList<>();
        Map<K, Pop3RefusedException> refused = new LinkedHashMap<>();
        bulk().delete(located.unambiguous(), new Bulk.Marking<K>() {
            @Override
            public void marked(Item<K> item) {
                marked.add(item.number());
                done.add(item.key());
            }

            @Override
            public void refused(Item<K> item, Pop3RefusedException refusal) {
                refused.put(item.key(), refusal);
            }
        });
        return new DeletionReport<>(done, refused, located.missing(), located.ambiguous());
    }

    Response send(Command command) throws Pop3Exception {
        return switch (command.keyword()) {
            case CAPA, STAT, LIST, NOOP, UIDL, LANG, UTF8, AUTH -> dialogue.answer(command);
            case DELE -> sendDele((Command.Dele) command);
            case RSET -> sendRset(command);
            case USER, PASS, APOP -> throw new IllegalArgumentException("a login is made by logIn");
            case STLS -> throw new IllegalArgumentException("TLS is set up by the TlsMode of the client");
            case RETR -> throw new IllegalArgumentException("a message is retrieved by retrieve");
            case TOP -> throw new IllegalArgumentException("the top of a message is retrieved by top");
            case QUIT -> throw new IllegalArgumentException("a session is ended by quit");
        };
    }

    private Response sendDele(Command.Dele command) throws Pop3Exception {
        Response response = dialogue.answer(command);
        marked.add(command.number());
        return response;
    }

    private Response sendRset(Command command) throws Pop3Exception {
        Response response = dialogue.answer(command);
        marked.clear();
        return response;
    }

    /** C0026: the number of a message that is marked means nothing any more. */
    private void requireUnmarked(MessageNumber number) {
        if (marked.contains(number)) {
            throw new IllegalStateException("message " + number + " is marked as deleted in this session");
        }
    }

    private static void requireSame(MessageNumber asked, MessageNumber answered) throws SyntaxException {
        if (!asked.equals(answered)) {
            throw new SyntaxException("expected an answer about message " + asked + ", got one about " + answered);
        }
    }
}
