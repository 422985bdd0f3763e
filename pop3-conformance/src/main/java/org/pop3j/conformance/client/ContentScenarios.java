package org.pop3j.conformance.client;

import static org.pop3j.conformance.client.ScenarioList.changing;
import static org.pop3j.conformance.client.ScenarioList.cutting;
import static org.pop3j.conformance.client.ScenarioList.refusing;

import java.util.List;
import org.pop3j.conformance.fake.Said.Then;
import org.pop3j.conformance.fake.Twist;

/** RETR and TOP, and what follows from them (MS-STANOPOP3 2.2.1, 2.2.7, 2.2.8, 2.2.13). */
final class ContentScenarios {
    private static final String HEADER = "From: a@example.org\r\nSubject: odd\r\n\r\n";

    private ContentScenarios() {}

    static void addTo(ScenarioList list) {
        list.must(
                "C0022 C0023 C0006",
                "a message comes octet for octet, its stuffed dots removed",
                () -> Twist.NONE,
                outcome -> outcome.succeeded().delivered());
        list.mail(
                "C0023/octets",
                "8-bit octets are left alone",
                List.of(HEADER + "\u00e4\u00ff\u0080\r\n"),
                () -> Twist.NONE,
                outcome -> outcome.succeeded().delivered());
        list.mail(
                "V0002/dots S-12",
                "dots at the begin of lines, wherever the network cuts",
                List.of(HEADER + ".\r\n..\r\n.\r\n.abc\r\n" + ".\r\n".repeat(40)),
                () -> Twist.NONE,
                outcome -> outcome.succeeded().delivered());
        list.mail(
                "S-11 D-6",
                "lone CR and LF beside dots do not end a message",
                List.of(HEADER + "cr\r.\rx\r\nend\r\n"),
                () -> Twist.NONE,
                outcome -> outcome.needs("RETR").succeeded());
        list.mail(
                "R1939-06",
                "a message that is empty",
                List.of(""),
                () -> Twist.NONE,
                outcome -> outcome.needs("RETR").succeeded());
        // RFC 5322 section 2.1.1: lines have at most 998 characters, and receivers "would do well" to take any.
        list.mail(
                "S-06",
                "a line of 998 octets, as long as one may be",
                List.of(HEADER + "x".repeat(998) + "\r\n"),
                () -> Twist.NONE,
                outcome -> outcome.succeeded().delivered());
        list.robust(
                "S-06/long",
                "a line of 100,000 octets",
                List.of(HEADER + "x".repeat(100_000) + "\r\n"),
                outcome -> outcome.succeeded().delivered());
        list.must(
                "C0006/cut S-10 R1939-46",
                "a message that is cut off is no message: it is told, and not deleted",
                cutting("RETR.*", right -> right.substring(0, right.length() - 12), Then.CLOSE),
                outcome -> outcome.needs("RETR").without("DELE").failed());
        list.must(
                "S-10/dot",
                "a message that ends before its last CRLF is cut off too",
                cutting("RETR.*", right -> right.substring(0, right.length() - 2), Then.CLOSE),
                outcome -> outcome.needs("RETR").without("DELE").failed());
        list.hangs(
                "C0006/hang",
                "a message without an end is given up",
                cutting("RETR.*", right -> right.substring(0, right.length() - 3), Then.HANG),
                outcome -> outcome.needs("RETR").without("DELE").gaveUp());
        list.must(
                "C0034",
                "TOP is read to its termination line",
                () -> Twist.NONE,
                outcome -> outcome.needs("TOP").succeeded());
        list.should(
                "C0026/refused",
                "DELE that is refused is told",
                refusing("DELE.*"),
                outcome -> outcome.needs("DELE").failed());
        list.should(
                "R1939-41",
                "a message that is gone, -ERR to RETR, is told",
                refusing("RETR.*"),
                outcome -> outcome.needs("RETR").without("DELE").failed());
        list.should(
                "R1939-16",
                "sizes that change between LIST and RETR do no harm",
                changing("RETR.*", right -> right.replace("\r\n.\r\n", "\r\nX-Added: by the server\r\n.\r\n")),
                outcome -> outcome.needs("RETR").succeeded());
    }
}
