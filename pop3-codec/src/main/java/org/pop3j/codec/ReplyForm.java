package org.pop3j.codec;

/** What follows a positive status line, and how its end is found (D-5). A negative reply is always one line. */
public enum ReplyForm {
    /** The status line is all. */
    LINE,
    /** Lines up to the first that begins with a dot, whatever follows the dot: LIST, UIDL, CAPA, bare AUTH. */
    LISTING,
    /** Byte-stuffed octets that end only with CRLF, dot, CRLF: RETR, TOP, bare LANG. */
    CONTENT,
    /** Challenges and responses until a status line that ends the exchange (RFC 5034 section 4). */
    EXCHANGE
}
