package org.pop3j.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.ScanListing;

/** What LIST said about the sizes of messages. As a rule its n-th line is message n, and no index is needed. */
final class ListedSizes {
    static final ListedSizes NONE = new ListedSizes(List.of());

    private final List<ScanListing> listings;
    private Map<MessageNumber, ScanListing> index = Map.of();

    ListedSizes(List<ScanListing> listings) {
        this.listings = listings;
    }

    boolean isEmpty() {
        return listings.isEmpty();
    }

    OptionalLong of(MessageNumber number) {
        int place = number.value() - 1;
        if (place < listings.size() && listings.get(place).number().equals(number)) {
            return OptionalLong.of(listings.get(place).octets());
        }
        ScanListing found = index().get(number);
        return found == null ? OptionalLong.empty() : OptionalLong.of(found.octets());
    }

    /** Made when the first message is not where it should be. */
    private Map<MessageNumber, ScanListing> index() {
        if (index.isEmpty() && !listings.isEmpty()) {
            Map<MessageNumber, ScanListing> made = new HashMap<>();
            listings.forEach(listing -> made.put(listing.number(), listing));
            index = made;
        }
        return index;
    }
}
