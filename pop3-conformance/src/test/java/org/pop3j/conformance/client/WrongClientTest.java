package org.pop3j.conformance.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pop3j.conformance.Check;
import org.pop3j.conformance.ClientDriver;
import org.pop3j.conformance.ClientKit;
import org.pop3j.conformance.ClientRun;
import org.pop3j.conformance.ClientWay;
import org.pop3j.conformance.ClientWay.Login;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.Report;
import org.pop3j.conformance.TestCertificates;
import org.pop3j.conformance.Verdict;

/**
 * Mutation testing of the kit: a client that is right, and one switch a check that makes it break just what the check is
 * about. Each check passes with the switch off, and does not with it on.
 */
@Tag("any-jdk")
class WrongClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The client's patience is short: it must not wait for others that make handshakes. */
    private static final int AT_ONCE = 4;

    @TempDir
    static Path folder;

    private static TestCertificates certificates;
    private static List<ClientWay> ways;
    private static final Map<ClientWay, Report> RIGHT = new HashMap<>();

    /** The checks that have found what their switch does. */
    private static final Set<String> FOUND = new TreeSet<>();

    @AfterAll
    static void tellHowMany() {
        System.out.println(
                FOUND.size() + " switches: so many of the " + ClientKit.checks().size()
                        + " checks of clients passed with the switch off and found what is wrong with it on");
    }

    @BeforeAll
    static void runTheRightOne() throws Exception {
        certificates = TestCertificates.in(folder);
        ways = List.of(
                ClientWay.PLAIN,
                ClientWay.stls(certificates.shown()),
                ClientWay.tls(certificates.shown()).with(Login.AUTH_PLAIN),
                ClientWay.PLAIN.with(Login.AUTH_SCRAM_SHA_256));
        RIGHT.put(ways.get(0), run(ways.get(0), "", List.of()));
        for (ClientWay way : ways.subList(1, ways.size())) {
            RIGHT.put(way, run(way, "", way.login() == Login.AUTH_PLAIN ? List.of() : ofThisWay(way)));
        }
    }

    /** The checks that a client which is told nothing cannot be asked. */
    private static List<String> ofThisWay(ClientWay way) {
        return ClientChecks.scenarios().stream()
                .filter(scenario ->
                        scenario.told().isMetBy(way) && !scenario.told().isMetBy(ClientWay.PLAIN))
                .map(scenario -> scenario.about().name())
                .toList();
    }

    private static Report run(ClientWay way, String wrong, List<String> only) throws IOException {
        return ClientKit.run("a client", new WrongClient(way, certificates, wrong), way, PATIENCE, only, AT_ONCE);
    }

    /** The ways in which a check can be done. */
    private static List<ClientWay> ways(String check) {
        return ways.stream()
                .filter(way -> ClientChecks.scenarios().stream()
                        .filter(scenario -> scenario.about().name().equals(check))
                        .allMatch(scenario -> scenario.told().isMetBy(way)))
                .toList();
    }

    @Test
    @DisplayName("a client that is right passes every check that its way allows, whatever the way")
    void rightClients() {
        RIGHT.forEach((way, report) -> assertThat(report.findings())
                .allSatisfy(finding -> assertThat(finding.verdict())
                        .as(() -> way + " " + shown(finding))
                        .isIn(Verdict.PASSED, Verdict.NOT_APPLICABLE, Verdict.NOT_TESTED)));
        assertThat(RIGHT.get(ClientWay.PLAIN).with(Verdict.NOT_TESTED))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.came()).startsWith("needs a client that is told"));
    }

    static Stream<String> checks() {
        return ClientKit.checks().stream().map(Check::name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("checks")
    @DisplayName("a check passes with a client that is right, and finds the one that is wrong just there")
    void checkFindsWhatIsWrong(String check) throws Exception {
        Finding off = named(RIGHT.get(ways(check).get(0)), check);
        assertThat(off.verdict()).as(() -> shown(off)).isEqualTo(Verdict.PASSED);
        Finding on = wrong(check);
        assertThat(on.verdict()).as(() -> shown(on)).isIn(Verdict.FAILED, Verdict.WARNED);
        FOUND.add(check);
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
        return named(run(ways(check).get(0), check, List.of(check)), check);
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
