package org.pop3j.examples;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Messages whose line ends, dots or octets are unusual (R1939-05, R1939-06, R1939-39, S-11). Written in Latin-1, a
 * character an octet, so that every octet can be seen.
 */
final class LineEndMail {
    private static final String HEADER =
            "Date: Mon, 23 Nov 2026 10:00:00 +0100\n" + "From: Ada <ada@example.org>\n" + "To: Ben <ben@example.net>\n";

    private LineEndMail() {}

    static List<SampleMessage> all() {
        return List.of(
                message("first-octet-dot", "the first octet is a dot", ".Signature: none\n" + header("dot") + "body\n"),
                message("single-dot", "a file of one dot", "."),
                message("no-final-line-end", "the last line has no end", header("nofinal") + "the last line"),
                message("final-dot", "the last line is a dot without an end", header("finaldot") + "a dot:\n."),
                message("empty", "a file without octets", ""),
                message("single-line-end", "a file of one LF", "\n"),
                message("crlf", "all lines end with CRLF", crlf(header("crlf") + ".one\n\n.\ntwo\n")),
                message("crlf-no-final", "CRLF, the last line without an end", crlf(header("nofinal2") + ".one\ntwo")),
                message(
                        "mixed-line-ends",
                        "bare CR and bare LF among CRLF",
                        crlf(header("mixed")) + "crlf\r\nlf\ncr\rcr crlf\r\r\nlf cr\n\rlf lf\n\ntwo cr\r\rend\r\n"),
                message(
                        "smuggled-terminators",
                        "what a careless peer takes for the end of a message",
                        header("smuggled") + "a\n.\nb\r\n.\r\nc\r.\r\nd\r.\re\n.\rf\r\n.\n+OK g\n-ERR h\nQUIT\n"),
                message("ends-in-cr", "the last octet is CR", header("endscr") + "the last octet is CR\r"),
                message(
                        "nul-octets",
                        "NUL octets, alone and in rows",
                        header("nul") + "a\0b\n\0\n\0\0\0\n.\0\nend\0\n"),
                message("all-octets", "each of the 256 octets", header("octets") + eachOctet() + "\n"),
                message("latin-1", "ISO 8859-1 in the body", latin1()));
    }

    private static String header(String id) {
        return HEADER + "Subject: sample " + id + "\nMessage-ID: <" + id + ".2@example.org>\n\n";
    }

    private static String latin1() {
        return HEADER + "Subject: Latin-1\nMIME-Version: 1.0\nContent-Type: text/plain; charset=iso-8859-1\n"
                + "Content-Transfer-Encoding: 8bit\n\nGr\u00fc\u00dfe, na\u00efve fa\u00e7ade, \u00a0\u0085\u00ff\n";
    }

    private static String eachOctet() {
        StringBuilder octets = new StringBuilder();
        for (char octet = 0; octet < 256; octet++) {
            octets.append(octet);
        }
        return octets.toString();
    }

    private static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }

    private static SampleMessage message(String name, String what, String octets) {
        return new SampleMessage(name, what, octets.getBytes(StandardCharsets.ISO_8859_1));
    }
}
