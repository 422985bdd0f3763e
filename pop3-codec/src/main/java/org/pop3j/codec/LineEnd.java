package org.pop3j.codec;

/** What ends a line. */
public enum LineEnd {
    /** CRLF only; bare CR and bare LF are data (D-6). */
    CRLF,
    /** LF with or without CR before it: an option for the status lines of broken servers (D-6), never for contents. */
    CRLF_OR_LF
}
