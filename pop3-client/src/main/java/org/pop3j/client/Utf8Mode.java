package org.pop3j.client;

/** Whether a session switches to UTF8 mode before the login (RFC 6856 section 2); never before TLS stands (R6856-05). */
public enum Utf8Mode {
    /** Not by itself; {@link Pop3Session#utf8()} still does it. */
    NEVER,
    /** Where the server announces UTF8; if it then refuses, the session goes on without. */
    IF_OFFERED,
    /** Always: without it connecting fails. What {@code [UTF8]} in a refusal asks for, in a new session (R6856-07). */
    REQUIRED
}
