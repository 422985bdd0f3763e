import org.jspecify.annotations.NullMarked;

/**
 * The POP3 wire language as values: commands, replies, listings, capabilities, lines, byte-stuffing and POP URLs.
 *
 * <p>Octets and values only: nothing here opens a socket or starts a thread. Read in this order: {@link
 * org.pop3j.codec.Command}, {@link org.pop3j.codec.Reply}, {@link org.pop3j.codec.LineDecoder}, {@link
 * org.pop3j.codec.ContentEncoder}.
 */
@NullMarked
module org.pop3j.codec {
    requires static transitive org.jspecify;

    exports org.pop3j.codec;
}
