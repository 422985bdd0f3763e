package org.pop3j.codec;

/** Limits of the wire, in octets with CRLF unless the name says otherwise (requirements 0.2). */
public final class Limits {
    /** The longest command line a client may send (RFC 2449 section 4). */
    public static final int COMMAND_SENT = 255;

    /** The longest command line our server takes by default; RFC 2449 section 4 asks for at least 255. */
    public static final int COMMAND_ACCEPTED = 1024;

    /** The longest AUTH continuation line our server takes by default (R5034-10). */
    public static final int CONTINUATION_ACCEPTED = 16_384;

    /** The longest status or CAPA line a server may send (RFC 1939 section 3, RFC 2449 sections 4 and 5). */
    public static final int REPLY_SENT = 512;

    /** The longest status or CAPA line our client takes by default. */
    public static final int REPLY_ACCEPTED = 8192;

    /** The most lines of a CAPA reply that our client takes by default. */
    public static final int CAPABILITY_LINES = 256;

    /** The longest LIST or UIDL line our client takes by default (S-07). */
    public static final int LISTING_ACCEPTED = 1024;

    /** The most lines of a LIST or UIDL reply that our client takes by default (S-07). */
    public static final int LISTING_LINES = 1_000_000;

    /** The longest unique-id a server may send, without CRLF (RFC 1939 section 7). */
    public static final int UNIQUE_ID_SENT = 70;

    private Limits() {}
}
