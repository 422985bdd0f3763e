package org.pop3j.codec;

import java.util.Optional;

/**
 * The unique-id listing of one message as a server gave it (UIDL, RFC 1939 section 7): some have no unique-id for a message,
 * or one of octets that none may have (D-1).
 *
 * @param number the message
 * @param text what stands in the place of the unique-id, a character an octet, any octet but SPACE and TAB: to be escaped where
 *     it is shown, and never a file name (S-25); empty if nothing stands there
 */
public record ReceivedUniqueIdListing(MessageNumber number, Optional<String> text) {
    /**
     * Checks the text.
     *
     * @throws IllegalArgumentException if there is a text without characters
     */
    public ReceivedUniqueIdListing {
        if (text.filter(String::isEmpty).isPresent()) {
            throw new IllegalArgumentException("message " + number + " has a unique-id of no octets");
        }
    }

    /**
     * Reads a line of UIDL, or the text behind {@code +OK} of {@code UIDL n}; further fields are ignored (C0038).
     *
     * @param line the line without CRLF
     * @return the listing
     * @throws SyntaxException if the line does not begin with a message-number
     */
    public static ReceivedUniqueIdListing parse(String line) throws SyntaxException {
        Fields fields = new Fields(line);
        MessageNumber number = MessageNumber.parse(fields.next());
        String text = fields.next();
        return new ReceivedUniqueIdListing(number, text.isEmpty() ? Optional.empty() : Optional.of(text));
    }

    /**
     * The unique-id, if what came can be one.
     *
     * @return the unique-id; empty where there is none, and where it has octets outside 0x21 to 0x7E
     */
    public Optional<UniqueId> uniqueId() {
        return text.filter(Ascii::isWord).map(UniqueId::new);
    }
}
