package org.pop3j.conformance.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pop3j.conformance.Check;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.Report;
import org.pop3j.conformance.ServerKit;
import org.pop3j.conformance.Target;
import org.pop3j.conformance.TestTls;
import org.pop3j.conformance.TlsMode;
import org.pop3j.conformance.Verdict;
import org.pop3j.conformance.fake.FakeMaildrop;
import org.pop3j.conformance.fake.FakeServer;
import org.pop3j.conformance.fake.FakeSession;
import org.pop3j.conformance.fake.Twist;

/**
 * Mutation testing of the kit: a server that is right, and one switch a check that breaks just what the check is about. Each
 * check passes with the switch off, and does not with it on.
 */
@Tag("any-jdk")
class WrongServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration IDLE = Duration.ofMillis(400);

    @TempDir
    private static Path folder;

    private static SSLContext tls;

    /** The checks that have found what their switch does. */
    private static final Set<String> FOUND = new TreeSet<>();

    @AfterAll
    static void tellHowMany() {
        System.out.println(
                FOUND.size() + " switches: so many of the " + ServerKit.checks().size()
                        + " checks of servers passed with the switch off and found what is wrong with it on; C0001, that nobody listens, has a test of its own");
    }

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = TestTls.selfSigned(folder);
    }

    static List<WrongServer> wrongServers() {
        return WrongServers.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongServers")
    @DisplayName("a check passes against a server that is right, and finds the one that is wrong just there")
    void checkFindsWhatIsWrong(WrongServer server) throws Exception {
        Finding off = finding(server.check(), server.mode(), server.right(), server.mode());
        assertThat(off.verdict()).as(() -> shown(off)).isEqualTo(Verdict.PASSED);
        // A server that greets before the handshake is one without TLS.
        TlsMode served = server.check().equals("R8314-01") ? TlsMode.NONE : server.mode();
        Finding on = finding(server.check(), server.mode(), server.wrong(), served);
        assertThat(on.verdict()).as(() -> shown(on)).isIn(Verdict.FAILED, Verdict.WARNED);
        FOUND.add(server.check());
        assertThat(on.dialogue().isEmpty()).isEqualTo(isOfTheWholeRun(server.check()));
    }

    private static boolean isOfTheWholeRun(String check) {
        return Catalogue.all().stream()
                .anyMatch(known -> known.about().name().equals(check) && known.lane() == ServerCheck.Lane.LAST);
    }

    @Test
    @DisplayName("C0001: a server that accepts no connection ends the run at once")
    void nobodyListens() throws Exception {
        InetSocketAddress closed;
        try (FakeServer server = server(Twist.NONE, TlsMode.NONE, new FakeMaildrop())) {
            closed = server.address();
        }
        Target target =
                Target.builder(closed, WrongServers.USER, WrongServers.PASSWORD).build();
        assertThatThrownBy(() -> ServerKit.run(target)).isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("there is a switch for each check but C0001, and no other")
    void everyCheckHasASwitch() {
        Set<String> switches = new TreeSet<>();
        WrongServers.all().forEach(server -> switches.add(server.check()));
        Set<String> checks = new TreeSet<>();
        ServerKit.checks().stream().map(Check::name).forEach(checks::add);
        checks.remove("C0001");
        assertThat(switches).isEqualTo(checks);
    }

    static Report report(TlsMode mode, Twist twist, TlsMode served, List<String> only) throws IOException {
        FakeMaildrop maildrop = new FakeMaildrop();
        try (FakeServer server = server(twist, served, maildrop)) {
            return ServerKit.run(Target.builder(server.address(), WrongServers.USER, WrongServers.PASSWORD)
                    .tls(mode, tls)
                    .deliverer(octets -> maildrop.deliver(new String(octets, StandardCharsets.ISO_8859_1)))
                    .destructive()
                    .patience(PATIENCE)
                    .idle(IDLE)
                    .only(only)
                    .build());
        }
    }

    private static Finding finding(String check, TlsMode mode, Twist twist, TlsMode served) throws IOException {
        List<Finding> findings =
                new ArrayList<>(report(mode, twist, served, List.of(check)).findings());
        findings.removeIf(finding -> !finding.check().name().equals(check));
        assertThat(findings).hasSize(1);
        return findings.get(0);
    }

    private static FakeServer server(Twist twist, TlsMode mode, FakeMaildrop maildrop) throws IOException {
        FakeSession.Setting setting = WrongServers.setting(maildrop, twist);
        Optional<SSLContext> context = Optional.of(tls);
        return new FakeServer(FakeServer.anyPort(), context, mode == TlsMode.FROM_THE_START, number -> setting);
    }

    private static String shown(Finding finding) {
        return finding.check().name() + " expected " + finding.expected() + " got " + finding.came() + "\n"
                + String.join("\n", finding.dialogue());
    }
}
