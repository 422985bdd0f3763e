package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.pop3j.client.OddServerTest.assertBroken;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.UniqueId;
import org.pop3j.conformance.Dialogue;

/** Bulk operations: windows, order, refusals, failing handlers. */
@Timeout(120)
class BulkTest {
    private static final MessageNumber ONE = new MessageNumber(1);
    private static final MessageNumber TWO = new MessageNumber(2);
    private static final MessageNumber THREE = new MessageNumber(3);
    private static final String PIPELINING = "C: CAPA\nS: +OK\nS: PIPELINING\nS: .\n";
    private static final String LIST = "C: LIST\nS: +OK\nS: 1 3\nS: 2 1099511627776\nS: 3 0\nS: .\n";

    static List<Wiring> wirings() {
        return Wiring.all();
    }

    /** Writes down what it hears. */
    static final class Log<K> implements MessageHandler<K> {
        final List<String> lines = new ArrayList<>();

        @Override
        public void message(K key, InputStream content) throws IOException {
            lines.add(key + "=" + new String(content.readAllBytes(), StandardCharsets.ISO_8859_1).strip());
        }

        @Override
        public void refused(K key, Pop3RefusedException refusal) {
            lines.add(key + " refused " + refusal.text());
        }

        @Override
        public void missing(K key) {
            lines.add(key + " missing");
        }
    }

    @ParameterizedTest
    @MethodSource("wirings")
    @DisplayName(
            "R2449-16: without PIPELINING one by one; each once, in the order asked for; a refusal is one message's")
    void oneByOne(Wiring wiring) throws IOException {
        String dialogue = """
                C: CAPA
                S: -ERR
                C: RETR 3
                S: +OK
                S: c
                S: .
                C: RETR 1
                S: -ERR gone
                C: TOP 2 5
                S: +OK
                S: b
                S: .
                C: DELE 3
                S: +OK
                C: DELE 1
                S: -ERR gone
                C: QUIT
                S: +OK
                """;
        wiring.playLoggedIn(dialogue, session -> {
            Log<MessageNumber> log = new Log<>();
            session.retrieve(List.of(THREE, ONE, THREE), log);
            session.top(List.of(TWO), 5, log);
            assertThat(log.lines).containsExactly("3=c", "1 refused gone", "2=b");
            DeletionReport<MessageNumber> report = session.delete(List.of(THREE, ONE));
            assertThat(report.marked()).containsExactly(THREE);
            assertThat(report.refused()).containsOnlyKeys(ONE);
            assertThat(report.isComplete()).isFalse();
            session.quit();
        });
    }

    @ParameterizedTest
    @MethodSource("wirings")
    @DisplayName(
            "R2449-16 C0021: with PIPELINING the commands go out before the answers; a size of 2^40 waits its turn")
    void pipelined(Wiring wiring) throws IOException {
        String dialogue = PIPELINING + LIST + """
                C: RETR 1
                S: +OK
                S: a
                S: .
                C: RETR 2
                S: -ERR no
                C: RETR 3
                S: +OK
                S: ..c
                S: .
                C: DELE 1
                C: DELE 2
                C: DELE 3
                S: +OK
                S: -ERR no
                S: +OK
                C: TOP 2 0
                S: +OK
                S: .
                """;
        wiring.playLoggedIn(dialogue, session -> {
            Log<MessageNumber> log = new Log<>();
            session.retrieve(List.of(ONE, TWO, THREE), log);
            assertThat(log.lines).containsExactly("1=a", "2 refused no", "3=.c");
            assertThat(session.delete(List.of(ONE, TWO, THREE)).marked()).containsExactly(ONE, THREE);
            session.top(List.of(TWO), 0, log);
            assertThat(log.lines).last().isEqualTo("2=");
        });
    }

    @ParameterizedTest
    @MethodSource("wirings")
    @DisplayName("a filter by header: TOP of all in one batch, then only those messages are retrieved that are wanted")
    void headerFilter(Wiring wiring) throws IOException {
        String dialogue = PIPELINING + """
                C: TOP 1 0
                C: TOP 2 0
                C: TOP 3 0
                S: +OK
                S: Subject: wanted
                S:
                S: .
                S: +OK
                S: Subject: other
                S:
                S: .
                S: +OK
                S: Subject: wanted too
                S:
                S: .
                C: LIST
                S: +OK
                S: 1 3
                S: 2 1099511627776
                S: 3 3
                S: .
                C: RETR 1
                C: RETR 3
                S: +OK
                S: a
                S: .
                S: +OK
                S: c
                S: .
                """;
        wiring.playLoggedIn(dialogue, session -> {
            List<MessageNumber> wanted = new ArrayList<>();
            session.top(List.of(ONE, TWO, THREE), 0, new MessageHandler<>() {
                @Override
                public void message(MessageNumber number, InputStream header) throws IOException {
                    if (new String(header.readAllBytes(), StandardCharsets.ISO_8859_1).contains("wanted")) {
                        wanted.add(number);
                    }
                }

                @Override
                public void refused(MessageNumber number, Pop3RefusedException refusal) {
                    throw new AssertionError(refusal);
                }
            });
            Log<MessageNumber> log = new Log<>();
            session.retrieve(wanted, log);
            assertThat(log.lines).containsExactly("1=a", "3=c");
        });
    }

    @Test
    @DisplayName("R2449-16: RETRs within the window leave in one batch; LIST refused: usual sizes are taken")
    void batch() throws IOException {
        String dialogue = PIPELINING + """
                C: LIST
                S: -ERR no
                C: RETR 1
                C: RETR 2
                S: +OK
                S: a
                S: .
                S: +OK
                S: b
                S: .
                """;
        Wiring.PLAIN.playLoggedIn(dialogue, session -> {
            Log<MessageNumber> log = new Log<>();
            session.retrieve(List.of(ONE, TWO), log);
            assertThat(log.lines).containsExactly("1=a", "2=b");
        });
    }

    @Test
    @DisplayName("windowOctets 0: one by one although PIPELINING is announced")
    void pipeliningOff() throws IOException {
        String dialogue = PIPELINING + "C: DELE 1\nS: +OK\nC: DELE 2\nS: +OK";
        Wiring.PLAIN.playLoggedIn(
                Dialogue.parse(dialogue),
                client -> client.limits(ClientLimits.DEFAULTS.withWindowOctets(0)),
                session -> assertThat(session.delete(List.of(ONE, TWO)).isComplete())
                        .isTrue());
    }

    /** Counts what it hears, each message once and in order. */
    private static final class InOrder<K> implements MessageHandler<K> {
        private final List<K> seen = new ArrayList<>();
        private final int octets;

        InOrder(int octets) {
            this.octets = octets;
        }

        @Override
        public void message(K key, InputStream content) throws IOException {
            assertThat(content.readAllBytes()).hasSize(octets);
            seen.add(key);
        }

        @Override
        public void refused(K key, Pop3RefusedException refusal) throws IOException {
            throw refusal;
        }
    }

    /** One of the operations that are pipelined; gives the messages in the order in which they were answered. */
    private interface Bulky {
        List<?> of(Pop3Session session, List<MessageNumber> numbers, List<UniqueId> uniqueIds) throws IOException;
    }

    static Stream<Arguments> bulky() {
        Bulky retr = (session, numbers, ids) -> {
            InOrder<MessageNumber> log = new InOrder<>(200);
            session.retrieve(numbers, log);
            return log.seen;
        };
        Bulky top = (session, numbers, ids) -> {
            InOrder<MessageNumber> log = new InOrder<>(200);
            session.top(numbers, 1, log);
            return log.seen;
        };
        Bulky dele = (session, numbers, ids) -> session.delete(numbers).marked();
        Bulky byUniqueId = (session, numbers, ids) -> {
            InOrder<UniqueId> log = new InOrder<>(200);
            session.retrieveByUniqueId(ids, log);
            return log.seen;
        };
        return Stream.of(
                arguments("RETR", retr),
                arguments("TOP", top),
                arguments("DELE", dele),
                arguments("UIDL n and RETR, as a sync does", byUniqueId));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bulky")
    @DisplayName("R2449-16: 10,000 messages of a server that reads no command until its answers are read: no deadlock")
    void noDeadlock(String what, Bulky operation) throws IOException {
        int count = 10_000;
        List<MessageNumber> numbers =
                IntStream.rangeClosed(1, count).mapToObj(MessageNumber::new).toList();
        List<UniqueId> uniqueIds = IntStream.rangeClosed(1, count)
                .mapToObj(number -> new UniqueId("id" + number))
                .toList();
        try (GreedyServer server = new GreedyServer(count, 200);
                Pop3Session session = server.connect()) {
            assertThat(operation.of(session, numbers, uniqueIds))
                    .as(what)
                    .isEqualTo(what.startsWith("UIDL") ? uniqueIds : numbers);
            assertThat(server.mostCommandOctets()).isBetween(100, 4096);
        }
    }

    @Test
    @DisplayName(
            "the window doubles as it drains, up to its limit, is refilled by sixteenths, and never holds more than 4"
                    + " KiB of commands")
    void window() {
        Window window = new Window(1 << 18);
        assertThat(window.takes(Long.MAX_VALUE, 10)).isTrue();
        window.sent(1 << 16, 10);
        assertThat(window.takes(1, 10)).isFalse();
        assertThat(window.hasRoom()).isFalse();
        window.answered(1 << 16, 10);
        assertThat(window.hasRoom()).isTrue();
        // The window holds twice as much now.
        window.sent(15 << 13, 10);
        assertThat(window.hasRoom()).isTrue();
        assertThat(window.takes(1 << 13, 4086)).isTrue();
        assertThat(window.takes(1 << 13, 4087)).isFalse();
        assertThat(window.takes((1 << 13) + 1, 10)).isFalse();
        window.sent(1, 10);
        assertThat(window.hasRoom()).isFalse();
        window.answered(1, 10);
        window.answered(15 << 13, 10);
        window.sent(1, 3840);
        assertThat(window.hasRoom()).isTrue();
        window.sent(1, 1);
        assertThat(window.hasRoom()).isFalse();
        window.answered(1, 1);
        window.answered(1, 3840);
        for (int i = 0; i < 5; i++) {
            window.sent(1 << 18, 10);
            window.answered(1 << 18, 10);
        }
        window.sent(1, 1);
        assertThat(window.takes((1 << 18) - 1, 1)).isTrue();
        assertThat(window.takes(1 << 18, 1)).isFalse();
    }

    @Test
    @DisplayName("the window stays as large as it has grown: the next bulk operation of a session does not begin anew")
    void windowOfASession() throws IOException {
        String dialogue = PIPELINING + """
                C: LIST
                S: +OK
                S: 1 40000
                S: 2 40000
                S: 3 40000
                S: .
                C: RETR 1
                S: +OK
                S: a
                S: .
                C: RETR 2
                S: +OK
                S: b
                S: .
                C: RETR 3
                C: RETR 1
                S: +OK
                S: c
                S: .
                S: +OK
                S: a
                S: .
                """;
        Wiring.PLAIN.playLoggedIn(dialogue, session -> {
            Log<MessageNumber> log = new Log<>();
            session.retrieve(List.of(ONE, TWO), log);
            session.retrieve(List.of(THREE, ONE), log);
            assertThat(log.lines).containsExactly("1=a", "2=b", "3=c", "1=a");
        });
    }

    @ParameterizedTest
    @MethodSource("wirings")
    @DisplayName("a handler that throws ends the operation; what was asked for is skipped, and the session goes on")
    void failingHandler(Wiring wiring) throws IOException {
        String dialogue = PIPELINING + """
                C: LIST
                S: +OK
                S: 1 3
                S: 2 3
                S: 3 3
                S: .
                C: RETR 1
                C: RETR 2
                C: RETR 3
                S: +OK
                S: a
                S: .
                S: -ERR no
                S: +OK
                S: c
                S: .
                C: NOOP
                S: +OK
                """;
        IOException failure = new IOException("disk full");
        wiring.playLoggedIn(dialogue, session -> {
            assertThatThrownBy(() -> session.retrieve(List.of(ONE, TWO, THREE), new MessageHandler<>() {
                        @Override
                        public void message(MessageNumber key, InputStream content) throws IOException {
                            throw failure;
                        }

                        @Override
                        public void refused(MessageNumber key, Pop3RefusedException refusal) {
                            throw new AssertionError("nobody is to hear of this");
                        }
                    }))
                    .isSameAs(failure);
            session.noop();
        });
    }

    @Test
    @DisplayName(
            "S-10 C0014: the connection is cut inside a batch: broken, and what was not whole is not given as whole")
    void cutInABatch() throws IOException {
        String dialogue = PIPELINING + """
                C: LIST
                S: -ERR
                C: RETR 1
                C: RETR 2
                S: +OK
                S: a
                S: .
                S: +OK
                S: b
                S: <EOF>
                """;
        Wiring.PLAIN.playLoggedIn(dialogue, session -> {
            Log<MessageNumber> log = new Log<>();
            assertBroken(() -> session.retrieve(List.of(ONE, TWO), log));
            assertThat(log.lines).containsExactly("1=a");
        });
    }

    @ParameterizedTest
    @MethodSource("wirings")
    @DisplayName(
            "C0041 R1939-41: by unique-id: what is missing is told, doubled ids give each copy and are not deleted")
    void byUniqueId(Wiring wiring) throws IOException {
        String uidl = "C: UIDL\nS: +OK\nS: 1 x\nS: 2 ../y\nS: 3 x\nS: .\n";
        String dialogue = "C: CAPA\nS: -ERR\n" + uidl + """
                C: RETR 1
                S: +OK
                S: a
                S: .
                C: RETR 3
                S: +OK
                S: c
                S: .
                """ + uidl + """
                C: TOP 2 0
                S: +OK
                S: b
                S: .
                """ + uidl + """
                C: DELE 2
                S: +OK
                """;
        UniqueId doubled = new UniqueId("x");
        UniqueId single = new UniqueId("../y");
        UniqueId gone = new UniqueId("z");
        wiring.playLoggedIn(dialogue, session -> {
            Log<UniqueId> log = new Log<>();
            session.retrieveByUniqueId(List.of(gone, doubled), log);
            session.topByUniqueId(List.of(single), 0, log);
            assertThat(log.lines).containsExactly("z missing", "x=a", "x=c", "../y=b");
            DeletionReport<UniqueId> report = session.deleteByUniqueId(List.of(doubled, single, gone));
            assertThat(report.marked()).containsExactly(single);
            assertThat(report.missing()).containsExactly(gone);
            assertThat(report.ambiguous()).containsExactly(doubled);
            assertThat(report.isComplete()).isFalse();
        });
    }
}
