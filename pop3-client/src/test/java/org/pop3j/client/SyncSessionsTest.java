package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pop3j.client.TestServer.mail;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one session of a run of Pop3Sync leaves to the next one, and what a run leaves to the next run. */
@Timeout(60)
class SyncSessionsTest {
    private final SyncLedger ledger = SyncLedger.inMemory("ada@localhost");
    private final SyncTest.Taken taken = new SyncTest.Taken();

    private SyncReport run(TestServer server, UnaryOperator<Pop3Sync.Builder> options) throws IOException {
        return options.apply(server.sync(ledger)).build().run(taken);
    }

    /** The connection is lost instead of an answer to this command, in the first session. */
    private static void cutOnce(TestServer server, String at) {
        server.fault = command -> {
            if (command.equals(at) && server.sessions.get() == 1) {
                throw new IOException("cut");
            }
            return Optional.empty();
        };
    }

    private static TestServer four() throws IOException {
        return new TestServer(mail("1", "a"), mail("2", "b"), mail("3", "c"), mail("4", "d"));
    }

    @Test
    @DisplayName("Quotas count over all sessions of a run")
    void quotas() throws IOException {
        int octets = mail("1", "a").content().length();
        List<UnaryOperator<Pop3Sync.Builder>> quotas = List.of(b -> b.mostMessages(2), b -> b.mostOctets(2L * octets));
        for (UnaryOperator<Pop3Sync.Builder> quota : quotas) {
            try (TestServer server = four()) {
                cutOnce(server, "RETR 2");
                SyncReport report = quota.apply(server.sync(SyncLedger.inMemory("ada")))
                        .build()
                        .run(taken);
                assertThat(report.taken()).isEqualTo(2);
                assertThat(report.leftForLater()).isEqualTo(2);
                assertThat(report.sessions()).isEqualTo(2);
            }
        }
    }

    @Test
    @DisplayName("A quota of one octet lets one message through, a bound of two messages two")
    void leastQuotas() throws IOException {
        try (TestServer server = four()) {
            assertThat(run(server, b -> b.mostOctets(1)).taken()).isEqualTo(1);
            assertThat(run(server, b -> b.mostMessages(2)).taken()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("A consumer that fails before it has read an octet: that message failed, and no connection is broken")
    void failedUnread() throws IOException {
        try (TestServer server = four()) {
            SyncReport report = server.sync(ledger).build().run((message, content) -> {
                if (message.key().equals("2")) {
                    throw new IOException("not this one");
                }
            });
            assertThat(report.failed()).isEqualTo(Map.of("2", "not this one"));
            assertThat(report.failure()).isEmpty();
            assertThat(report.taken()).isEqualTo(3);
            assertThat(server.sessions).hasValue(1);
        }
    }

    @Test
    @DisplayName("What the consumer refused in one session is not offered to it again in the next one of the run")
    void refusedOnce() throws IOException {
        try (TestServer server = four()) {
            taken.refuses.add("a");
            cutOnce(server, "RETR 2");
            assertThat(run(server, b -> b).failed()).containsOnlyKeys("1");
            assertThat(taken.subjects).containsExactly("b", "c", "d");
            assertThat(taken.attempts).hasSize(4);
        }
    }

    @Test
    @DisplayName("A message in whose middle the session broke is begun again, and that is no second attempt")
    void sameAttempt() throws IOException {
        List<Integer> attempts = new ArrayList<>();
        try (TestServer server = new TestServer(mail("1", "a"))) {
            server.fault = command -> command.equals("RETR 1") && server.sessions.get() == 1
                    ? Optional.of("+OK\r\nSubject: half\r\n")
                    : Optional.empty();
            Pop3Client impatient = server.client()
                    .timeouts(Timeouts.all(Duration.ofMillis(300)))
                    .build();
            SyncReport report = Pop3Sync.builder(impatient, SessionLogin.password("ada", "sesame"), ledger)
                    .build()
                    .run((SyncMessage message, InputStream content) -> {
                        assertThat(message.account()).isEqualTo("ada@localhost");
                        attempts.add(message.attempt());
                        content.readAllBytes();
                    });
            assertThat(report.taken()).isEqualTo(1);
        }
        assertThat(attempts).containsExactly(1, 1);
    }

    @Test
    @DisplayName("A message that was taken, and fails when it is asked for again, is not deleted")
    void failedAgain() throws IOException {
        try (TestServer server = four()) {
            run(server, b -> b);
            taken.refuses.add("b");
            assertThat(run(server, b -> b.again().retention(Retention.DELETE)).failed())
                    .containsOnlyKeys("2");
            assertThat(server.mails).containsExactly(mail("2", "b"));
        }
    }

    @Test
    @DisplayName("A DELE that is refused is told with its message, and the others are deleted")
    void refusedDele() throws IOException {
        try (TestServer server = four()) {
            server.fault = command -> command.equals("DELE 2") ? Optional.of("-ERR no\r\n") : Optional.empty();
            SyncReport report = run(server, b -> b.retention(Retention.DELETE));
            assertThat(report.deleted()).isEqualTo(3);
            assertThat(report.refused()).containsOnlyKeys("2");
            assertThat(server.mails).containsExactly(mail("2", "b"));
            assertThat(ledger.entry("2").deletedAt()).isEmpty();
            assertThat(ledger.entry("1").deletedAt()).isPresent();
        }
    }

    @Test
    @DisplayName("A message whose RETR is refused in three runs while others come is set aside with the server's words")
    void refusedThrice() throws IOException {
        try (TestServer server = new TestServer(mail("1", "a"))) {
            server.fault = command -> command.equals("RETR 1") ? Optional.of("-ERR too odd\r\n") : Optional.empty();
            for (int i = 1; i <= 3; i++) {
                server.mails.add(mail("g" + i, "good"));
                assertThat(run(server, b -> b).refused()).containsOnlyKeys("1");
            }
            assertThat(run(server, b -> b).setAside()).isEqualTo(Map.of("1", "too odd"));
        }
    }

    @Test
    @DisplayName("Sessions that break before a message is taken: two new ones are tried, however many are allowed")
    void nothingTaken() throws IOException {
        try (TestServer server = four()) {
            server.fault = command -> {
                if (command.equals("LIST")) {
                    throw new IOException("cut");
                }
                return Optional.empty();
            };
            assertThat(run(server, b -> b.sessions(9)).failure()).isPresent();
            assertThat(server.sessions).hasValue(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"0,2", "1,2", "2,1"})
    @DisplayName("R2449-14: a second session in a run only where LOGIN-DELAY is a second at most")
    void loginDelay(int seconds, int sessions) throws IOException {
        try (TestServer server = four()) {
            server.capabilities = "UIDL\r\nLOGIN-DELAY " + seconds + "\r\n";
            cutOnce(server, "RETR 2");
            assertThat(run(server, b -> b).sessions()).isEqualTo(sessions);
        }
    }

    @Test
    @DisplayName("Known messages of a report are those of earlier runs; a doubled unique-id is not one that is gone")
    void known() throws IOException {
        try (TestServer server = new TestServer(mail("x", "a"))) {
            run(server, b -> b);
            server.mails.add(mail("y", "b"));
            assertThat(run(server, b -> b).known()).isEqualTo(1);
            server.mails.add(mail("x", "c"));
            run(server, b -> b);
            assertThat(ledger.entry("x").absentSince()).isEmpty();
        }
    }

    @Test
    @DisplayName("A session whose login fails is closed")
    void closedAfterFailure() throws IOException {
        List<Pop3Session> sessions = new ArrayList<>();
        SessionLogin failing = session -> {
            sessions.add(session);
            throw new IllegalStateException("no secret");
        };
        try (TestServer server = four()) {
            Pop3Sync sync =
                    Pop3Sync.builder(server.client().build(), failing, ledger).build();
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> sync.run(taken));
        }
        assertThat(sessions)
                .singleElement()
                .satisfies(s -> assertThat(s.isOpen()).isFalse());
    }
}
