package org.pop3j.codec;

/** The keywords of all commands (RFC 1939 section 3: three or four letters, in either case). */
public enum Keyword {
    /** RFC 1939 section 7. */
    USER,
    /** RFC 1939 section 7. */
    PASS,
    /** RFC 1939 section 7. */
    APOP,
    /** RFC 5034 section 4. */
    AUTH,
    /** RFC 2595 section 4. */
    STLS,
    /** RFC 6856 section 2. */
    UTF8,
    /** RFC 6856 section 3. */
    LANG,
    /** RFC 2449 section 5. */
    CAPA,
    /** RFC 1939 section 5. */
    STAT,
    /** RFC 1939 section 5. */
    LIST,
    /** RFC 1939 section 5. */
    RETR,
    /** RFC 1939 section 5. */
    DELE,
    /** RFC 1939 section 5. */
    NOOP,
    /** RFC 1939 section 5. */
    RSET,
    /** RFC 1939 section 7. */
    TOP,
    /** RFC 1939 section 7. */
    UIDL,
    /** RFC 1939 sections 5 and 6. */
    QUIT
}
