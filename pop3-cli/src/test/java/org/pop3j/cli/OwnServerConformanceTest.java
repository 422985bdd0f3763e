package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pop3j.client.Trust;
import org.pop3j.conformance.Deliverer;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.OutlookVerdict;
import org.pop3j.conformance.Report;
import org.pop3j.conformance.ServerKit;
import org.pop3j.conformance.Target;
import org.pop3j.conformance.TlsMode;
import org.pop3j.conformance.Verdict;
import org.pop3j.server.PlaintextLogin;
import org.pop3j.server.Pop3Server;
import org.pop3j.server.ServerTimes;
import org.pop3j.store.MemoryStore;
import org.pop3j.store.maildir.MaildirStore;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.MaildropStore;
import org.pop3j.users.TlsFiles;
import org.pop3j.users.UsersFile;
import org.pop3j.users.UsersFileAuthenticator;

/** Our server under the checks of pop3-conformance: with both stores, without TLS, with STLS and with TLS from the start. */
class OwnServerConformanceTest {
    /** Shorter than usual: how the waits grow is not what is tested here. */
    private static final Duration FAILED_LOGIN = Duration.ofMillis(100);

    private static final MaildropName ADA = new MaildropName("ada");

    /** A way to serve. */
    record Way(String store, TlsMode mode) {}

    @TempDir
    private static Path folder;

    private static final Map<Way, Report> REPORTS = new HashMap<>();

    static Stream<Way> ways() {
        return Stream.of("memory", "maildir")
                .flatMap(store -> Stream.of(TlsMode.values()).map(mode -> new Way(store, mode)));
    }

    /** All at once: the server's answers to failed log-ins take their time. */
    @BeforeAll
    static void checkAll() throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Map<Way, Future<Report>> running = new HashMap<>();
            for (Way way : ways().toList()) {
                Path own = Files.createDirectory(folder.resolve(way.store() + way.mode()));
                running.put(way, threads.submit(() -> check(way, own)));
            }
            for (Map.Entry<Way, Future<Report>> report : running.entrySet()) {
                REPORTS.put(report.getKey(), report.getValue().get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Report check(Way way, Path own) throws Exception {
        Path users = Files.writeString(own.resolve("users"), "ada:{PLAIN}secret word\n");
        TlsFiles keys = ServerKeys.selfSigned(own.resolve("state"), Set.of("localhost", "127.0.0.1"));
        MaildropStore store = way.store().equals("memory")
                ? new MemoryStore()
                : MaildirStore.in(Files.createDirectory(own.resolve("mail")).toString());
        store.create(ADA);
        InetSocketAddress anyPort = new InetSocketAddress("127.0.0.1", 0);
        Pop3Server.Builder builder = Pop3Server.builder(store, new UsersFileAuthenticator(UsersFile.open(users)))
                .tls(keys)
                .times(ServerTimes.DEFAULTS.withFailedLogin(FAILED_LOGIN))
                .plaintextLogin(way.mode() == TlsMode.NONE ? PlaintextLogin.ALLOWED : PlaintextLogin.REFUSED);
        try (store;
                Pop3Server server = (way.mode() == TlsMode.FROM_THE_START
                                ? builder.listenTls(anyPort)
                                : builder.listen(anyPort))
                        .start()) {
            return ServerKit.run(Target.builder(server.addresses().get(0), "ada", "secret word")
                    .tls(way.mode(), Trust.anything().context())
                    .deliverer(into(store))
                    .destructive()
                    .build());
        }
    }

    private static Deliverer into(MaildropStore store) {
        return message -> {
            try {
                store.deliver(ADA, new ByteArrayInputStream(message), Optional.empty());
            } catch (MaildropException e) {
                throw new IOException("not delivered", e);
            }
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    @DisplayName("our server breaks no MUST, and Outlook can use it")
    void nothingFails(Way way) {
        Report report = REPORTS.get(way);
        assertThat(report.with(Verdict.FAILED).stream().map(OwnServerConformanceTest::shown))
                .isEmpty();
        assertThat(report.count(Verdict.PASSED)).isGreaterThan(90);
        assertThat(OutlookVerdict.of(report).isUsable()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ways")
    @DisplayName("every statement of [MS-STANOPOP3] is tested: only what a check needs from outside is not")
    void everyStatementIsTested(Way way) {
        List<String> untested = REPORTS.get(way).findings().stream()
                .filter(finding -> finding.check().name().matches("[CV][0-9]{4}"))
                .filter(finding ->
                        finding.verdict() == Verdict.NOT_TESTED || finding.verdict() == Verdict.NOT_APPLICABLE)
                .map(OwnServerConformanceTest::shown)
                .toList();
        assertThat(untested).isEmpty();
    }

    private static String shown(Finding finding) {
        return finding.check().name() + ": expected " + finding.expected() + ", got " + finding.came() + "\n"
                + String.join("\n", finding.dialogue());
    }
}
