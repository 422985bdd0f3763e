package org.pop3j.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pop3j.conformance.Check;
import org.pop3j.conformance.ClientDriver;
import org.pop3j.conformance.ClientKit;
import org.pop3j.conformance.ClientRun;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.Report;
import org.pop3j.conformance.Verdict;

/**
 * Mutation testing of the kit: a client that is right, and one switch a check that makes it break just what the check is
 * about. Each check passes with the switch off, and does not with it on.
 */
class WrongClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static Report right;

    @BeforeAll
    static void runTheRightOne() throws Exception {
        right = ClientKit.run("the right client", new WrongClient(""), PATIENCE);
    }

    static Stream<String> checks() {
        return ClientKit.checks().stream().map(Check::name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("checks")
    @DisplayName("a check passes with a client that is right, and finds the one that is wrong just there")
    void checkFindsWhatIsWrong(String check) throws Exception {
        Finding off = named(right, check);
        assertThat(off.verdict()).as(() -> shown(off)).isEqualTo(Verdict.PASSED);
        Finding on = wrong(check);
        assertThat(on.verdict()).as(() -> shown(on)).isIn(Verdict.FAILED, Verdict.WARNED);
    }

    @Test
    @DisplayName("a client that never connects is not accused: nothing was tested")
    void neverConnects() throws Exception {
        ClientDriver absent = (server, user, password, limit) ->
                new ClientRun(ClientRun.End.FAILED, List.of(), ClientRun.Fidelity.UNSEEN);
        Report report = ClientKit.run("nobody", absent, PATIENCE, List.of("C0001", "C0022", "S-06"));
        assertThat(report.findings())
                .hasSizeGreaterThan(2)
                .allSatisfy(finding -> assertThat(finding.verdict()).isEqualTo(Verdict.NOT_TESTED));
        assertThat(named(report, "C0022").came()).startsWith("the client made no connection");
    }

    @Test
    @DisplayName("a rule of the wire that is broken shows the connection in which it is, without the password")
    void ruleShowsItsConnection() throws Exception {
        assertThat(wrong("C0008").dialogue())
                .contains("C: RSET")
                .anySatisfy(line -> assertThat(line).startsWith("S: +OK"));
        assertThat(wrong("C0044").dialogue()).contains("C: PASS ****");
    }

    private static Finding wrong(String check) throws IOException {
        return named(ClientKit.run("a wrong client", new WrongClient(check), PATIENCE, List.of(check)), check);
    }

    private static Finding named(Report report, String check) {
        return report.findings().stream()
                .filter(finding -> finding.check().name().equals(check))
                .findFirst()
                .orElseThrow();
    }

    private static String shown(Finding finding) {
        return finding.check().name() + " " + finding.verdict() + " expected " + finding.expected() + " got "
                + finding.came() + "\n" + String.join("\n", finding.dialogue());
    }
}
