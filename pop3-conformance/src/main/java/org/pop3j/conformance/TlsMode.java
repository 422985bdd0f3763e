package org.pop3j.conformance;

/** How TLS is used on the way to a server. */
public enum TlsMode {
    /** Not at all. */
    NONE,
    /** By STLS (RFC 2595). */
    STLS,
    /** From the start (RFC 8314 section 3.1). */
    FROM_THE_START
}
