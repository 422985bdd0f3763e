package org.pop3j.conformance.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3j.conformance.server.WrongServer.both;
import static org.pop3j.conformance.server.WrongServer.changing;
import static org.pop3j.conformance.server.WrongServer.saying;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.ServerKit;
import org.pop3j.conformance.Target;
import org.pop3j.conformance.Verdict;
import org.pop3j.conformance.fake.FakeMaildrop;
import org.pop3j.conformance.fake.FakeServer;
import org.pop3j.conformance.fake.FakeSession;
import org.pop3j.conformance.fake.Twist;

/** The session that is read as Outlook reads. */
class OutlookSessionTest {
    private static Finding session(Twist twist) throws IOException {
        return only(twist, "OXP-01/session").get(0);
    }

    private static List<Finding> only(Twist twist, String... checks) throws IOException {
        FakeMaildrop maildrop = new FakeMaildrop();
        FakeSession.Setting setting = WrongServers.setting(maildrop, twist);
        try (FakeServer server = new FakeServer(FakeServer.anyPort(), Optional.empty(), false, number -> setting)) {
            return ServerKit.run(Target.builder(server.address(), WrongServers.USER, WrongServers.PASSWORD)
                            .deliverer(octets -> maildrop.deliver(new String(octets, StandardCharsets.ISO_8859_1)))
                            .patience(Duration.ofSeconds(1))
                            .only(List.of(checks))
                            .build())
                    .findings()
                    .stream()
                    .filter(finding -> List.of(checks).contains(finding.check().name()))
                    .toList();
        }
    }

    @Test
    @DisplayName(
            "V0001, C0004, C0017, C0021, C0038: runs of white space, words in lower case and text behind are taken")
    void kindReading() throws IOException {
        Twist odd = both(
                changing("STAT", right -> right.replace("+OK ", "+ok \t ").replace("\r\n", "  octets\r\n")),
                changing("LIST|UIDL", right -> right.replaceAll("(?m)^([0-9]+) (.*)\r$", "$1\t  $2 and more\r")));

        assertThat(session(odd).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    @DisplayName("C0005: a line without CR is none, and Outlook would wait for ever")
    void loneLineFeed() throws IOException {
        Finding finding = session(changing("STAT", right -> right.replace("\r\n", "\n")));

        assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(finding.came()).startsWith("no answer within");
    }

    @Test
    @DisplayName("V0006, V0003, V0007, C0014: what Outlook never sends may go wrong")
    void neverSent() throws IOException {
        assertThat(session(saying("RSET|NOOP|LIST .+|UIDL .+|", "-ERR no")).verdict())
                .isEqualTo(Verdict.PASSED);
    }

    @Test
    @DisplayName("without UIDL no copies can be left on the server")
    void withoutUidl() throws IOException {
        Finding finding = session(saying("UIDL.*", "-ERR no"));

        assertThat(finding.verdict()).isEqualTo(Verdict.WARNED);
        assertThat(finding.expected()).contains("UIDL");
    }

    @Test
    @DisplayName("R1939-13, R2449-13: the second log-in, for which servers let wait, is tried once for both")
    void secondLogInIsTriedOnce() throws IOException {
        List<Finding> findings = only(Twist.NONE, "R1939-13", "R2449-13");

        assertThat(findings).allMatch(finding -> finding.verdict() == Verdict.PASSED);
        assertThat(findings.get(1).dialogue()).hasSize(2).last().asString().contains("[IN-USE]");
    }
}
