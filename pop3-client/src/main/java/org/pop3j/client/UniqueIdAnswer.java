package org.pop3j.client;

import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.SyntaxException;
import org.pop3j.codec.UniqueId;
import org.pop3j.codec.UniqueIdListing;

/** Reads the answer to {@code UIDL n}. */
final class UniqueIdAnswer {
    private UniqueIdAnswer() {}

    /** With {@link Quirk#UIDL_WITHOUT_NUMBER} an answer of one word is the unique-id of the message that was asked for. */
    static UniqueIdListing of(String text, MessageNumber asked, Settings settings) throws SyntaxException {
        boolean isOneWord = text.indexOf(' ') < 0 && text.indexOf('\t') < 0;
        return isOneWord && settings.takes(Quirk.UIDL_WITHOUT_NUMBER)
                ? new UniqueIdListing(asked, UniqueId.parse(text))
                : UniqueIdListing.parse(text);
    }
}
