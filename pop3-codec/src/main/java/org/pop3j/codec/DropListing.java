package org.pop3j.codec;

/**
 * The drop listing: how many messages there are and how many octets they have (STAT, RFC 1939 section 5).
 *
 * @param messages number of messages
 * @param octets octets of all messages together, as RETR sends them without byte-stuffing
 */
public record DropListing(long messages, long octets) {
    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if a figure is negative
     */
    public DropListing {
        if (messages < 0 || octets < 0) {
            throw new IllegalArgumentException("a drop listing has no negative figures: " + messages + ", " + octets);
        }
    }

    /**
     * Reads the text behind {@code +OK}: runs of SPACE and TAB between fields, further fields ignored (C0017).
     *
     * @param text the text of the status line
     * @return the drop listing
     * @throws SyntaxException if one of the two figures is no decimal number or greater than {@link Long#MAX_VALUE}
     */
    public static DropListing parse(String text) throws SyntaxException {
        Fields fields = new Fields(text);
        long messages = Digits.parseLong(fields.next(), "the number of messages");
        return new DropListing(messages, Digits.parseLong(fields.next(), "the octets of the maildrop"));
    }

    /**
     * The two figures as a server sends them, one SPACE between (C0004).
     *
     * @return the text behind {@code +OK}
     */
    public String text() {
        return messages + " " + octets;
    }
}
