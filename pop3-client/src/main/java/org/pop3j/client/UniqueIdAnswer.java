package org.pop3j.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.PeerText;
import org.pop3j.codec.ReceivedUniqueIdListing;
import org.pop3j.codec.SyntaxException;

/** Reads the answers to UIDL, those of messages without a usable unique-id too (D-1). */
final class UniqueIdAnswer {
    private UniqueIdAnswer() {}

    /**
     * The listings of an answer to UIDL. A line that names no message lists none, and LIST tells which there are; but where
     * most lines are like that, something else came in the place of the listing.
     */
    static List<ReceivedUniqueIdListing> of(List<String> lines) throws SyntaxException {
        List<ReceivedUniqueIdListing> listings = new ArrayList<>(lines.size());
        Optional<String> firstOther = Optional.empty();
        for (String line : lines) {
            try {
                listings.add(ReceivedUniqueIdListing.parse(line));
            } catch (SyntaxException namesNoMessage) {
                firstOther = firstOther.or(() -> Optional.of(line));
            }
        }
        if (listings.size() < lines.size() - listings.size()) {
            throw new SyntaxException("expected lines of a message-number and a unique-id, got "
                    + PeerText.quote(firstOther.orElseThrow()));
        }
        return listings;
    }

    /** With {@link Quirk#UIDL_WITHOUT_NUMBER} an answer of one word is the unique-id of the message that was asked for. */
    static ReceivedUniqueIdListing of(String text, MessageNumber asked, Settings settings) throws SyntaxException {
        boolean isOneWord = text.indexOf(' ') < 0 && text.indexOf('\t') < 0;
        return isOneWord && settings.takes(Quirk.UIDL_WITHOUT_NUMBER)
                ? new ReceivedUniqueIdListing(asked, Optional.of(text).filter(word -> !word.isEmpty()))
                : ReceivedUniqueIdListing.parse(text);
    }
}
