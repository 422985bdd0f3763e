package org.pop3j.conformance.server;

/** The messages that a run delivers. Each has a mark of its own, by which it is found again. */
enum Seed {
    /** Lines that begin with dots, in the header too. */
    DOTS(".dotted: header\r\n\r\n.\r\n..\r\n.x\r\n...\r\nlast\r\n"),
    /** The very first octet is a dot. */
    FIRST_DOT("\r\n\r\nThe header began with a dot.\r\n"),
    NO_LINE_END_AT_END("\r\nno line end here"),
    HEADER_ONLY("Date: Thu, 26 Nov 2026 03:00:00 +0000\r\n"),
    /** Line ends of all kinds, and what looks like the termination line. */
    LINE_ENDS("\r\nlf\n.\nlf dot\n.\r\ncr\r.\rcr dot\r.\r\nend\r\n"),
    NUL("\r\nnul\0nul\r\n"),
    EIGHT_BIT("Content-Type: text/plain; charset=iso-8859-1\r\n\r\n\u00e4\u00f6\u00fc \u00ff\u0080\r\n"),
    /** A header in UTF-8. */
    UTF8_HEADER("X-Name: Andr\u00c3\u00a9\r\n\r\nbody\r\n"),
    LONG_LINE("\r\n" + "x".repeat(20_000) + "\r\n"),
    /** For TOP. */
    LINES("\r\none\r\n.two\r\nthree\r\nfour\r\nfive\r\n"),
    TWIN("\r\nthe same twice\r\n"),
    /** To be deleted. */
    SPARE("\r\nto be deleted\r\n");

    private final String rest;

    Seed(String rest) {
        this.rest = rest;
    }

    /** The octets to deliver, an octet string. */
    String content(String run) {
        String begin = this == FIRST_DOT ? ".Subject: " : "From: check@localhost\r\nSubject: ";
        return begin + mark(run) + "\r\n" + rest;
    }

    /** What stands in its subject. */
    String mark(String run) {
        return "pop3j-check-" + run + "-"
                + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-";
    }
}
