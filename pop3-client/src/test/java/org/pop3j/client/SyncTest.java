package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.pop3j.client.TestServer.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.client.SyncReport.Deletions;

/** What Pop3Sync takes, leaves, deletes and sets aside. */
@Timeout(120)
class SyncTest {
    private final SyncLedger ledger = SyncLedger.inMemory("ada@localhost");
    private final Taken taken = new Taken();

    /** Writes down what it takes; refuses what it is told to. */
    static final class Taken implements MessageConsumer {
        final List<String> keys = new ArrayList<>();
        final List<String> subjects = new ArrayList<>();
        final List<Integer> attempts = new ArrayList<>();
        final List<String> refuses = new ArrayList<>();

        @Override
        public void take(SyncMessage message, InputStream content) throws IOException {
            String text = new String(content.readAllBytes(), StandardCharsets.ISO_8859_1);
            String subject = text.lines().findFirst().orElse("").replace("Subject: ", "");
            attempts.add(message.attempt());
            if (refuses.contains(subject) || refuses.contains("all")) {
                throw new IOException("cannot take " + subject);
            }
            keys.add(message.key());
            subjects.add(subject);
        }
    }

    /** A clock that stands still until it is moved. */
    static final class Hands extends Clock {
        Instant now = Instant.parse("2026-03-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private SyncReport run(TestServer server) throws IOException {
        return run(server, b -> b);
    }

    private SyncReport run(TestServer server, UnaryOperator<Pop3Sync.Builder> options) throws IOException {
        return options.apply(server.sync(ledger)).build().run(taken);
    }

    @Test
    @DisplayName(
            "Only new mail: a second run takes nothing, a third what has arrived; nothing is deleted unless asked for")
    void onlyNew() throws IOException {
        try (TestServer server = new TestServer(mail("x", "a"), mail("y", "b"))) {
            SyncReport first = run(server);
            assertThat(first.taken()).isEqualTo(2);
            assertThat(first.octets()).isEqualTo(2 * mail("x", "a").content().length());
            assertThat(first.isComplete()).isTrue();
            assertThat(taken.keys).containsExactly("x", "y");
            SyncReport second = run(server);
            assertThat(second.taken()).isZero();
            assertThat(second.known()).isEqualTo(2);
            assertThat(second.messages()).isEqualTo(2);
            server.mails.add(mail("z", "c"));
            assertThat(run(server).taken()).isEqualTo(1);
            assertThat(taken.keys).containsExactly("x", "y", "z");
            assertThat(server.commands("DELE")).isEmpty();
            assertThat(run(server, Pop3Sync.Builder::again).taken()).isEqualTo(3);
        }
    }

    @Test
    @DisplayName("Deleted only after it was taken, and only then: what the consumer did not take stays and comes again")
    void deleteTaken() throws IOException {
        try (TestServer server = new TestServer(mail("x", "a"), mail("y", "b"), mail("z", "c"))) {
            taken.refuses.add("b");
            SyncReport report = run(server, b -> b.retention(Retention.DELETE));
            assertThat(report.deletions()).isEqualTo(Deletions.COMMITTED);
            assertThat(report.deleted()).isEqualTo(2);
            assertThat(report.failed()).isEqualTo(Map.of("y", "cannot take b"));
            assertThat(report.isComplete()).isFalse();
            assertThat(server.mails).containsExactly(mail("y", "b"));
            taken.refuses.clear();
            assertThat(run(server, b -> b.retention(Retention.DELETE)).taken()).isEqualTo(1);
            assertThat(server.mails).isEmpty();
        }
    }

    @Test
    @DisplayName("Keep N days: counted from when it was taken; R2449-18: a warning where EXPIRE is shorter")
    void keepDays() throws IOException {
        Hands hands = new Hands();
        UnaryOperator<Pop3Sync.Builder> keep = b -> b.clock(hands).retention(Retention.keepFor(Duration.ofDays(7)));
        try (TestServer server = new TestServer(mail("x", "a"))) {
            assertThat(run(server, keep).deleted()).isZero();
            hands.now = hands.now.plus(Duration.ofDays(7)).minusSeconds(1);
            server.mails.add(mail("y", "b"));
            assertThat(run(server, keep).deleted()).isZero();
            hands.now = hands.now.plusSeconds(1);
            server.capabilities = "UIDL\r\nEXPIRE 3\r\n";
            SyncReport report = run(server, keep);
            assertThat(report.deleted()).isEqualTo(1);
            assertThat(report.warnings()).singleElement().asString().contains("after 3 days");
            assertThat(server.mails).containsExactly(mail("y", "b"));
            server.capabilities = "UIDL\r\nEXPIRE NEVER\r\n";
            assertThat(run(server, keep).warnings()).isEmpty();
            server.capabilities = "UIDL\r\nEXPIRE 7\r\n";
            assertThat(run(server, keep).warnings()).isEmpty();
            assertThat(run(server).warnings()).hasSize(1);
        }
    }

    @Test
    @DisplayName(
            "Quotas by messages and by octets: the rest comes in later runs; one message larger than all comes alone")
    void quotas() throws IOException {
        TestServer.Mail large = new TestServer.Mail("l", "Subject: large\r\n\r\n" + "x".repeat(500) + "\r\n");
        try (TestServer server = new TestServer(large, mail("x", "a"), mail("y", "b"), mail("z", "c"))) {
            SyncReport report = run(server, b -> b.mostOctets(100));
            assertThat(taken.subjects).containsExactly("large");
            assertThat(report.leftForLater()).isEqualTo(3);
            assertThat(run(
                                    server,
                                    b -> b.mostOctets(
                                            2 * mail("x", "a").content().length()))
                            .taken())
                    .isEqualTo(2);
            server.mails.add(mail("w", "d"));
            assertThat(run(server, b -> b.mostMessages(1)).leftForLater()).isEqualTo(1);
            assertThat(taken.subjects).containsExactly("large", "a", "b", "c");
        }
    }

    @Test
    @DisplayName(
            "Poison: a message that fails while others do not is set aside after three runs, stays, and can be tried again")
    void poison() throws IOException {
        try (TestServer server = new TestServer(mail("p", "poison"))) {
            taken.refuses.add("poison");
            for (int i = 1; i <= 3; i++) {
                server.mails.add(mail("g" + i, "good" + i));
                SyncReport report = run(server, b -> b.retention(Retention.DELETE));
                assertThat(report.failed()).containsOnlyKeys("p");
                assertThat(report.setAside().isEmpty()).as("run %d", i).isEqualTo(i < 3);
            }
            SyncReport fourth = run(server, b -> b.retention(Retention.DELETE));
            assertThat(fourth.failed()).isEmpty();
            assertThat(fourth.setAside()).isEqualTo(Map.of("p", "cannot take poison"));
            assertThat(taken.attempts).containsExactly(1, 1, 2, 1, 3, 1);
            assertThat(server.mails).containsExactly(mail("p", "poison"));
            taken.refuses.clear();
            ledger.forget("p");
            assertThat(run(server, b -> b.retention(Retention.DELETE)).taken()).isEqualTo(1);
            assertThat(server.mails).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "A consumer that takes nothing at all ends the run after three failures, and no message is blamed for it")
    void brokenConsumer() throws IOException {
        try (TestServer server = new TestServer(mail("1", "a"), mail("2", "b"), mail("3", "c"), mail("4", "d"))) {
            taken.refuses.add("all");
            for (int i = 0; i < 5; i++) {
                SyncReport report = run(server);
                assertThat(report.failed()).hasSize(3);
                assertThat(report.leftForLater()).isEqualTo(1);
                assertThat(report.setAside()).isEmpty();
            }
            taken.refuses.clear();
            assertThat(run(server).taken()).isEqualTo(4);
        }
    }

    @Test
    @DisplayName("A message that takes the process with it is set aside at the start of the fourth run")
    void killer() throws IOException {
        try (TestServer server = new TestServer(mail("k", "killer"), mail("x", "a"))) {
            for (int i = 0; i < 3; i++) {
                assertThatExceptionOfType(StackOverflowError.class)
                        .isThrownBy(() -> server.sync(ledger).build().run((message, content) -> {
                            throw new StackOverflowError("parsing");
                        }));
            }
            SyncReport report = run(server);
            assertThat(taken.subjects).containsExactly("a");
            assertThat(report.setAside()).isEqualTo(Map.of("k", "tried 3 times"));
        }
    }

    @Test
    @DisplayName(
            "Without UIDL: keys are digests of the headers, the same in every run; header lines that servers change do not count")
    void noUidl() throws IOException {
        try (TestServer server = new TestServer(mail("", "a"), mail("", "b"))) {
            server.capabilities = "TOP\r\n";
            assertThat(run(server).taken()).isEqualTo(2);
            assertThat(taken.keys).allMatch(key -> key.matches(" [0-9a-f]{32}"));
            assertThat(run(server).taken()).isZero();
            TestServer.Mail read =
                    new TestServer.Mail("", "Status: RO\r\n" + mail("", "a").content());
            server.mails.set(0, read);
            assertThat(run(server, b -> b.retention(Retention.DELETE)).taken()).isZero();
            assertThat(server.mails).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u00e4x", "a\u0007b"})
    @DisplayName(
            "C0038 S-25: a message without a usable unique-id has a digest as its key, and the others have their ids")
    void unusableUniqueId(String id) throws IOException {
        try (TestServer server = new TestServer(mail("ok1", "a"), mail(id, "b"), mail("ok3", "c"))) {
            assertThat(run(server).taken()).isEqualTo(3);
            assertThat(taken.keys).hasSize(3).contains("ok1", "ok3").anyMatch(key -> key.matches(" [0-9a-f]{32}"));
            assertThat(run(server).taken()).isZero();
        }
    }

    @Test
    @DisplayName("Without UIDL and TOP: keys are digests of the contents")
    void noTop() throws IOException {
        try (TestServer server = new TestServer(mail("", "a"), mail("", "b"))) {
            server.capabilities = "";
            assertThat(run(server).taken()).isEqualTo(2);
            assertThat(run(server).taken()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TOP\r\nUIDL\r\n", "TOP\r\nUIDL\r\nPIPELINING\r\n", "UIDL\r\n"})
    @DisplayName("C0041 I-06: doubled unique-ids: each message once, none is deleted untaken, equal messages too")
    void doubled(String capabilities) throws IOException {
        TestServer.Mail same = mail("x", "same");
        TestServer.Mail otherBody = new TestServer.Mail("x", "Subject: same\r\n\r\nanother body\r\n");
        try (TestServer server =
                new TestServer(mail("x", "a"), mail("x", "b"), mail("y", "c"), same, same, otherBody)) {
            server.capabilities = capabilities;
            taken.refuses.add("b");
            SyncReport report = run(server, b -> b.retention(Retention.DELETE));
            assertThat(report.taken()).isEqualTo(5);
            assertThat(taken.subjects).containsExactlyInAnyOrder("a", "c", "same", "same", "same");
            assertThat(taken.keys).doesNotHaveDuplicates();
            assertThat(server.mails).containsExactly(mail("x", "b"));
            taken.refuses.clear();
            assertThat(run(server, b -> b.retention(Retention.DELETE)).taken()).isEqualTo(1);
            assertThat(server.mails).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "I-06: doubled unique-ids, kept on the server: the second run takes nothing, also when one of them is gone")
    void doubledAndKept() throws IOException {
        try (TestServer server = new TestServer(mail("x", "a"), mail("x", "b"))) {
            assertThat(run(server).taken()).isEqualTo(2);
            assertThat(run(server).taken()).isZero();
            server.mails.remove(0);
            assertThat(run(server).taken()).isZero();
            server.mails.add(mail("x", "c"));
            assertThat(run(server).taken()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("D-7 I-03 S-25: long and odd unique-ids, and lines without one")
    void oddIds() throws IOException {
        String longId = "i".repeat(900);
        try (TestServer server =
                new TestServer(mail(longId, "a"), mail("../../x", "b"), mail("", "c"), mail("a\u0007b", "d"))) {
            assertThat(run(server).taken()).isEqualTo(4);
            assertThat(taken.keys.subList(0, 2)).containsExactly(longId, "../../x");
            assertThat(taken.keys.subList(2, 4)).allMatch(key -> key.matches(" [0-9a-f]{32}"));
            assertThat(run(server).taken()).isZero();
        }
    }

    @Test
    @DisplayName(
            "C0040: an id that is used again after its message was deleted names a new message, which is not deleted untaken")
    void reusedId() throws IOException {
        UnaryOperator<Pop3Sync.Builder> delete = b -> b.retention(Retention.DELETE);
        try (TestServer server = new TestServer(mail("x", "a"))) {
            run(server, delete);
            run(server, delete);
            server.mails.add(mail("x", "b"));
            assertThat(run(server, delete).taken()).isEqualTo(1);
            assertThat(taken.subjects).containsExactly("a", "b");
            assertThat(server.deleted).containsExactly(mail("x", "a"), mail("x", "b"));
        }
    }

    @Test
    @DisplayName(
            "C0040: an id that is used again at once, for the next session, names a new message; one that was not deleted"
                    + " after all is not taken again")
    void reusedAtOnce() throws IOException {
        UnaryOperator<Pop3Sync.Builder> delete = b -> b.retention(Retention.DELETE);
        try (TestServer server = new TestServer(mail("x", "a"), mail("y", "b"))) {
            run(server, delete);
            server.mails.add(mail("x", "c"));
            server.mails.add(mail("y", "b"));

            SyncReport report = run(server, delete);

            assertThat(report.taken()).isEqualTo(1);
            assertThat(taken.subjects).containsExactly("a", "b", "c");
            assertThat(server.mails).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "C0040: so does one whose deletion, or its own, nobody heard of: QUIT without an answer, another client")
    void reusedUnnoticed() throws IOException {
        Hands hands = new Hands();
        UnaryOperator<Pop3Sync.Builder> keep = b -> b.clock(hands).retention(Retention.keepFor(Duration.ofDays(7)));
        try (TestServer server = new TestServer(mail("x", "a"), mail("y", "b"))) {
            run(server, keep);
            server.mails.remove(1);
            run(server, keep);
            server.mails.add(mail("y", "c"));
            hands.now = hands.now.plus(Duration.ofDays(8));
            server.fault = command ->
                    command.equals("QUIT") && server.sessions.get() == 3 ? Optional.of("") : Optional.empty();
            assertThat(run(server, keep).deletions()).isEqualTo(Deletions.UNKNOWN);
            assertThat(taken.subjects).containsExactly("a", "b", "c");
            server.mails.clear();
            server.mails.add(mail("x", "d"));
            server.fault = command -> Optional.empty();

            assertThat(run(server, keep).taken()).isEqualTo(1);

            assertThat(taken.subjects).containsExactly("a", "b", "c", "d");
            assertThat(server.mails).containsExactly(mail("x", "d"));
        }
    }

    @Test
    @DisplayName(
            "C0040: an id that another client freed and the server used again between two sessions names a new message")
    void reusedBehindOurBack() throws IOException {
        Hands hands = new Hands();
        UnaryOperator<Pop3Sync.Builder> keep = b -> b.clock(hands).retention(Retention.keepFor(Duration.ofDays(7)));
        try (TestServer server = new TestServer(mail("x", "a"), mail("y", "b"), mail("z", "c"))) {
            run(server, keep);
            server.mails.set(0, mail("x", "new"));
            hands.now = hands.now.plus(Duration.ofDays(8));

            SyncReport report = run(server, keep);

            assertThat(report.taken()).isEqualTo(1);
            assertThat(taken.subjects).containsExactly("a", "b", "c", "new");
            assertThat(server.deleted).containsExactly(mail("y", "b"), mail("z", "c"));
            assertThat(server.mails).containsExactly(mail("x", "new"));
        }
    }

    @Test
    @DisplayName("C0040: so it is where mail was kept first, and a later run is to delete it")
    void reusedAfterKeep() throws IOException {
        try (TestServer server = new TestServer(mail("x", "a"), mail("y", "b"))) {
            run(server);
            server.mails.set(0, mail("x", "new"));

            assertThat(run(server, b -> b.retention(Retention.DELETE)).taken()).isEqualTo(1);

            assertThat(taken.subjects).containsExactly("a", "b", "new");
            assertThat(server.mails).isEmpty();
        }
    }

    @Test
    @DisplayName("C0040: what is to be deleted and the server does not show again stays, and the report says so")
    void dueAndRefused() throws IOException {
        try (TestServer server = new TestServer(mail("x", "a"), mail("y", "b"))) {
            run(server);
            server.fault =
                    command -> command.equals("RETR 1") ? Optional.of("-ERR cannot read it\r\n") : Optional.empty();

            SyncReport report = run(server, b -> b.retention(Retention.DELETE));

            assertThat(report.refused()).containsOnlyKeys("x");
            assertThat(report.taken()).isZero();
            assertThat(server.mails).containsExactly(mail("x", "a"));
            server.fault = command -> Optional.empty();
            assertThat(run(server, b -> b.retention(Retention.DELETE)).taken()).isZero();
            assertThat(server.mails).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "R1939-41: mail that vanishes and comes back within 30 days is not taken again; after that it is forgotten")
    void absent() throws IOException {
        Hands hands = new Hands();
        try (TestServer server = new TestServer(mail("x", "a"))) {
            run(server, b -> b.clock(hands));
            TestServer.Mail mail = server.mails.remove(0);
            run(server, b -> b.clock(hands));
            hands.now = hands.now.plus(Duration.ofDays(29));
            run(server, b -> b.clock(hands));
            server.mails.add(mail);
            assertThat(run(server, b -> b.clock(hands)).taken()).isZero();
            server.mails.clear();
            run(server, b -> b.clock(hands));
            hands.now = hands.now.plus(Duration.ofDays(29));
            run(server, b -> b.clock(hands));
            assertThat(ledger.keys()).containsExactly("x");
            hands.now = hands.now.plus(Duration.ofDays(1));
            run(server, b -> b.clock(hands));
            assertThat(ledger.keys()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"RETR 2", "UIDL 3", "RETR 3"})
    @DisplayName("R2449-16: a server that loses an answer: broken cleanly, and the rest one by one in a new session")
    void miscounting(String lost) throws IOException {
        try (TestServer server =
                new TestServer(mail("1", "a"), mail("2", "b"), mail("3", "c"), mail("4", "d"), mail("5", "e"))) {
            server.fault =
                    command -> command.equals(lost) && server.sessions.get() == 1 ? Optional.of("") : Optional.empty();
            SyncReport report = run(server, b -> b.retention(Retention.DELETE));
            assertThat(taken.subjects).containsExactly("a", "b", "c", "d", "e");
            assertThat(report.sessions()).isEqualTo(2);
            assertThat(report.failure()).isEmpty();
            assertThat(report.isComplete()).isTrue();
            assertThat(server.mails).isEmpty();
            int second = server.commands.lastIndexOf("USER ada");
            assertThat(server.commands.subList(second, server.commands.size()))
                    .noneMatch(c -> c.matches("UIDL [0-9]+"))
                    .contains("RETR 5");
        }
    }

    @Test
    @DisplayName("R2449-16: a server that doubles an answer")
    void doubledAnswer() throws IOException {
        try (TestServer server = new TestServer(mail("1", "a"), mail("2", "b"), mail("3", "c"))) {
            server.fault = command -> command.equals("UIDL 2") && server.sessions.get() == 1
                    ? Optional.of("+OK 2 2\r\n+OK 2 2\r\n")
                    : Optional.empty();
            assertThat(run(server).taken()).isEqualTo(3);
            assertThat(taken.subjects).containsExactly("a", "b", "c");
        }
    }

    @Test
    @DisplayName("A session that breaks again and again: each new one that gets further is worth it, up to the bound")
    void breaking() throws IOException {
        try (TestServer server = new TestServer(mail("1", "a"), mail("2", "b"), mail("3", "c"), mail("4", "d"))) {
            server.fault = command -> {
                if (command.equals("RETR 4") || command.equals("RETR " + (server.sessions.get() + 1))) {
                    throw new IOException("cut");
                }
                return Optional.empty();
            };
            SyncReport report = run(server);
            assertThat(report.failure()).containsInstanceOf(Pop3BrokenException.class);
            assertThat(report.sessions()).isEqualTo(3);
            assertThat(taken.subjects).containsExactly("a", "b", "c");
            server.fault = command -> Optional.empty();
            assertThat(run(server).taken()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("S-07: a server that never answers is waited for twice and no more: a run has an end soon")
    void silent() throws IOException {
        try (TestServer server = new TestServer(mail("1", "a"))) {
            server.fault = command -> command.equals("LIST") ? Optional.of("") : Optional.empty();
            Pop3Client client = server.client()
                    .timeouts(Timeouts.all(Duration.ofMillis(300)))
                    .build();
            SyncReport report = Pop3Sync.builder(client, SessionLogin.password("a", "b"), ledger)
                    .build()
                    .run(taken);
            assertThat(report.sessions()).isEqualTo(2);
            assertThat(report.failure()).containsInstanceOf(Pop3BrokenException.class);
        }
    }

    @Test
    @DisplayName("A server that is gone after the session broke: the run ends, having tried as often as it may")
    void gone() throws IOException {
        try (TestServer server = new TestServer(mail("1", "a"))) {
            server.fault = command -> {
                if (command.startsWith("RETR")) {
                    server.stopListening();
                    throw new IOException("cut");
                }
                return Optional.empty();
            };
            SyncReport report = run(server);
            assertThat(report.sessions()).isEqualTo(1);
            assertThat(report.failure()).containsInstanceOf(Pop3BrokenException.class);
        }
    }

    @Test
    @DisplayName("R2449-14: a server with LOGIN-DELAY gets no second session in the run, and the report says the delay")
    void loginDelay() throws IOException {
        try (TestServer server = new TestServer(mail("1", "a"))) {
            server.capabilities = "UIDL\r\nLOGIN-DELAY 300\r\n";
            server.fault = command -> {
                if (command.startsWith("RETR")) {
                    throw new IOException("cut");
                }
                return Optional.empty();
            };
            SyncReport report = run(server);
            assertThat(report.sessions()).isEqualTo(1);
            assertThat(report.loginDelay()).contains(Duration.ofSeconds(300));
            assertThat(report.failure()).isPresent();
            assertThat(ledger.entry("1").attempts()).isZero();
        }
    }

    @Test
    @DisplayName("A refusal of one message does not stop the others; one that says later does")
    void refusals() throws IOException {
        try (TestServer server = new TestServer(mail("1", "a"), mail("2", "b"), mail("3", "c"))) {
            server.fault = command -> command.equals("RETR 1") ? Optional.of("-ERR no\r\n") : Optional.empty();
            SyncReport report = run(server);
            assertThat(report.refused()).containsOnlyKeys("1");
            assertThat(taken.subjects).containsExactly("b", "c");
            server.mails.add(mail("4", "d"));
            server.fault =
                    command -> command.equals("RETR 1") ? Optional.of("-ERR [SYS/TEMP] busy\r\n") : Optional.empty();
            SyncReport later = run(server);
            assertThat(later.refused()).containsOnlyKeys("1");
            assertThat(later.leftForLater()).isEqualTo(1);
            assertThat(later.taken()).isZero();
        }
    }

    @Test
    @DisplayName("R1939-28: QUIT refused, or not answered: said so, and the next run deletes what is left")
    void quit() throws IOException {
        UnaryOperator<Pop3Sync.Builder> delete = b -> b.retention(Retention.DELETE);
        try (TestServer server = new TestServer(mail("1", "a"))) {
            server.fault = c -> c.equals("QUIT") ? Optional.of("-ERR some not removed\r\n") : Optional.empty();
            SyncReport refused = run(server, delete);
            assertThat(refused.deletions()).isEqualTo(Deletions.REFUSED);
            assertThat(refused.isComplete()).isFalse();
            server.fault = command -> {
                if (command.equals("QUIT")) {
                    throw new IOException("cut");
                }
                return Optional.empty();
            };
            SyncReport unknown = run(server, delete);
            assertThat(unknown.deletions()).isEqualTo(Deletions.UNKNOWN);
            assertThat(unknown.sessions()).isEqualTo(1);
            assertThat(unknown.failure()).isPresent();
            server.fault = command -> Optional.empty();
            assertThat(run(server, delete).deletions()).isEqualTo(Deletions.COMMITTED);
            assertThat(server.mails).isEmpty();
            server.fault = c -> {
                throw new IOException("cut");
            };
            assertThat(taken.subjects).containsExactly("a");
        }
    }

    @Test
    @DisplayName(
            "S-10: a consumer that stops reading, or hides that the connection broke, does not take what is not whole")
    void notWhole() throws IOException {
        try (TestServer server = new TestServer(mail("1", "a"))) {
            server.fault =
                    command -> command.startsWith("RETR") ? Optional.of("+OK\r\nSubject: half\r\n") : Optional.empty();
            Pop3Client impatient = server.client()
                    .timeouts(Timeouts.all(Duration.ofMillis(300)))
                    .build();
            Pop3Sync.Builder sync = Pop3Sync.builder(impatient, SessionLogin.password("ada", "sesame"), ledger);
            List<String> heard = new ArrayList<>();
            SyncReport report = sync.sessions(1).build().run((message, content) -> {
                try {
                    content.readAllBytes();
                } catch (IOException hidden) {
                    heard.add("hidden");
                }
            });
            assertThat(report.taken()).isZero();
            assertThat(sync.sessions(1)
                            .build()
                            .run((message, content) -> heard.add("unread"))
                            .taken())
                    .isZero();
            assertThat(heard).containsExactly("hidden", "unread");
            assertThat(ledger.takenAt("1")).isEmpty();
            server.fault = command -> Optional.empty();
            assertThat(sync.build()
                            .run((message, content) -> heard.add("unread"))
                            .taken())
                    .isEqualTo(1);
        }
    }

    @Test
    @DisplayName("A consumer that tells a broken connection as a failure of its own: the message is not blamed")
    void wrappedBreak() throws IOException {
        try (TestServer server = new TestServer(mail("0", "good"), mail("1", "a"))) {
            server.fault =
                    command -> command.equals("RETR 2") ? Optional.of("+OK\r\nSubject: half\r\n") : Optional.empty();
            Pop3Client impatient = server.client()
                    .timeouts(Timeouts.all(Duration.ofMillis(300)))
                    .build();
            SyncReport report = Pop3Sync.builder(impatient, SessionLogin.password("ada", "sesame"), ledger)
                    .attempts(1)
                    .sessions(1)
                    .build()
                    .run((message, content) -> {
                        try {
                            content.readAllBytes();
                        } catch (IOException e) {
                            throw new IllegalStateException("cannot parse", e);
                        }
                    });
            assertThat(report.taken()).isEqualTo(1);
            assertThat(report.failure()).containsInstanceOf(Pop3BrokenException.class);
            assertThat(report.failed()).isEmpty();
            assertThat(report.setAside()).isEmpty();
        }
    }

    @Test
    @DisplayName("Messages that are too large are skipped, said so, and stay, also those that were taken before")
    void tooLarge() throws IOException {
        TestServer.Mail large = new TestServer.Mail("l", "Subject: large\r\n\r\n" + "x".repeat(500) + "\r\n");
        TestServer.Mail takenBefore = new TestServer.Mail("k", "Subject: old\r\n\r\n" + "x".repeat(500) + "\r\n");
        try (TestServer server = new TestServer(takenBefore)) {
            run(server);
            server.mails.addAll(List.of(large, mail("x", "a")));

            SyncReport report = limitedRun(server);

            assertThat(report.tooLarge()).containsExactlyInAnyOrder("k", "l");
            assertThat(taken.subjects).containsExactly("old", "a");
            assertThat(server.mails).containsExactly(takenBefore, large);
        }
    }

    private SyncReport limitedRun(TestServer server) throws IOException {
        Pop3Client client = server.client()
                .limits(ClientLimits.DEFAULTS.withMessageOctets(100))
                .oversize(Oversize.SKIPPED)
                .build();
        return Pop3Sync.builder(client, SessionLogin.password("a", "b"), ledger)
                .retention(Retention.DELETE)
                .build()
                .run(taken);
    }

    @Test
    @DisplayName("The listener hears the plan, each beginning and each end")
    void listener() throws IOException {
        List<String> heard = new ArrayList<>();
        SyncListener listener = new SyncListener() {
            @Override
            public void planned(int messages) {
                heard.add("planned " + messages);
            }

            @Override
            public void begins(SyncMessage message) {
                heard.add("begins " + message.key() + " " + message.octets().orElse(0));
            }

            @Override
            public void over(SyncMessage message) {
                heard.add("over " + message.key());
            }
        };
        try (TestServer server = new TestServer(mail("x", "a"))) {
            run(server, b -> b.listener(listener));
            SyncListener.NONE.planned(1);
        }
        int octets = mail("x", "a").content().length();
        assertThat(heard).containsExactly("planned 1", "begins x " + octets, "over x");
    }

    @Test
    @DisplayName("A login that is refused is the caller's to hear; bounds of 0 are none")
    void refusedLogin() throws IOException {
        try (TestServer server = new TestServer()) {
            server.fault = c -> c.startsWith("PASS") ? Optional.of("-ERR [AUTH] wrong\r\n") : Optional.empty();
            assertThatExceptionOfType(AuthenticationRefusedException.class).isThrownBy(() -> run(server));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.sync(ledger).mostMessages(0));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.sync(ledger).mostOctets(0));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.sync(ledger).attempts(0));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> server.sync(ledger).sessions(0));
            assertThatIllegalArgumentException().isThrownBy(() -> Retention.keepFor(Duration.ofDays(-1)));
        }
    }
}
