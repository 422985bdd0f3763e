package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.UniqueId;
import org.pop3j.codec.UniqueIdListing;

/** A server that announces PIPELINING and loses or doubles answers: found out before a message is taken for another. */
class VerifiedRetrievalTest {
    private static final List<UniqueId> ALL = List.of(new UniqueId("x"), new UniqueId("y"), new UniqueId("z"));
    private static final String BEGIN = """
            C: CAPA
            S: +OK
            S: PIPELINING
            S: .
            C: UIDL
            S: +OK
            S: 1 x
            S: 2 y
            S: 3 z
            S: .
            C: LIST
            S: +OK
            S: 1 3
            S: 2 3
            S: 3 3
            S: .
            C: UIDL 1
            C: RETR 1
            C: UIDL 2
            C: RETR 2
            C: UIDL 3
            C: RETR 3
            """;
    private static final String X = "S: +OK\nS: a\nS: .\n";
    private static final String Y = "S: +OK 3 octets\nS: b\nS: .\n";
    private static final String Z = "S: +OK\nS: c\nS: .\n";
    private static final String GOOD = "S: +OK 1 x\n" + X + "S: +OK 2 y\n" + Y + "S: +OK 3 z\n" + Z;

    static List<Wiring> wirings() {
        return Wiring.all();
    }

    @ParameterizedTest
    @MethodSource("wirings")
    @DisplayName("R2449-16: by unique-id, with PIPELINING, UIDL n goes in front of each RETR, all in one batch")
    void inStep(Wiring wiring) throws IOException {
        wiring.playLoggedIn(BEGIN + GOOD + "C: NOOP\nS: +OK", session -> {
            BulkTest.Log<UniqueId> log = new BulkTest.Log<>();
            session.retrieveByUniqueId(ALL, log);
            assertThat(log.lines).containsExactly("x=a", "y=b", "z=c");
            session.noop();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // the answer to RETR 2 is lost
                "S: +OK 1 x\n" + X + "S: +OK 2 y\n" + "S: +OK 3 z\n" + Z,
                // the answer to UIDL 2 is lost
                "S: +OK 1 x\n" + X + Y + "S: +OK 3 z\n" + Z,
                // the answer to RETR 1 comes twice
                "S: +OK 1 x\n" + X + X + "S: +OK 2 y\n" + Y + "S: +OK 3 z\n" + Z,
                // the answer to UIDL 2 comes twice
                "S: +OK 1 x\n" + X + "S: +OK 2 y\n" + "S: +OK 2 y\n",
                // the server has other unique-ids now
                "S: +OK 1 x\n" + X + "S: +OK 2 other\n" + Y,
                // an unstuffed dot ends message 1 early
                "S: +OK 1 x\nS: +OK\nS: a\nS: .\nS: rest\nS: .\nS: +OK 2 y\n",
                "S: +OK 1 x\n" + X + "S: -ERR what\n"
            })
    @DisplayName("R2449-16: an answer lost or doubled: the session is broken, and no message is given for another")
    void outOfStep(String answers) throws IOException {
        Wiring.PLAIN.playLoggedIn(BEGIN + answers + "C: <EOF>", session -> {
            BulkTest.Log<UniqueId> log = new BulkTest.Log<>();
            assertThatExceptionOfType(Pop3BrokenException.class).isThrownBy(() -> session.retrieveByUniqueId(ALL, log));
            assertThat(session.isOpen()).isFalse();
            assertThat(log.lines).isSubsetOf("x=a", "y=b", "z=c").doesNotContain("y=c", "z=b");
        });
    }

    @Test
    @DisplayName("A message that is refused is one message's affair, with a marker in front too")
    void refused() throws IOException {
        Wiring.PLAIN.playLoggedIn(
                BEGIN + "S: +OK 1 x\n" + X + "S: +OK 2 y\nS: -ERR gone\nS: +OK 3 z\n" + Z, session -> {
                    BulkTest.Log<UniqueId> log = new BulkTest.Log<>();
                    session.retrieveByUniqueId(ALL, log);
                    assertThat(log.lines).containsExactly("x=a", "y refused gone", "z=c");
                });
    }

    @Test
    @DisplayName("R2449-16: by listings, nothing is listed again")
    void listed() throws IOException {
        Wiring.PLAIN.playLoggedIn(UIDL + withoutUidl(BEGIN) + GOOD + "C: NOOP\nS: +OK", session -> {
            BulkTest.Log<UniqueIdListing> log = new BulkTest.Log<>();
            session.retrieveListed(session.uniqueIdListings(), log);
            assertThat(log.lines)
                    .containsExactly(listing(1, "x") + "=a", listing(2, "y") + "=b", listing(3, "z") + "=c");
            session.noop();
        });
    }

    @Test
    @DisplayName("R2449-16: TOP of many messages, by unique-id or by listings, has the same protection")
    void tops() throws IOException {
        String tops = BEGIN.replace("RETR 1", "TOP 1 0")
                .replace("RETR 2", "TOP 2 0")
                .replace("RETR 3", "TOP 3 0")
                .replaceAll("(?s)C: LIST.*?S: \\.\n", "");
        String stray = "S: +OK 1 x\n" + X + "S: +OK\nS: +OK 2 y\n" + Y;
        Wiring.PLAIN.playLoggedIn(tops + GOOD + "C: NOOP\nS: +OK", session -> {
            BulkTest.Log<UniqueId> log = new BulkTest.Log<>();
            session.topByUniqueId(ALL, 0, log);
            assertThat(log.lines).containsExactly("x=a", "y=b", "z=c");
            session.noop();
        });
        Wiring.PLAIN.playLoggedIn(UIDL + withoutUidl(tops) + stray + "C: <EOF>", session -> {
            List<UniqueIdListing> listings = session.uniqueIdListings();
            BulkTest.Log<UniqueIdListing> log = new BulkTest.Log<>();
            assertThatExceptionOfType(Pop3BrokenException.class).isThrownBy(() -> session.topListed(listings, 0, log));
            assertThat(log.lines).containsExactly(listing(1, "x") + "=a");
        });
    }

    private static final String UIDL = "C: UIDL\nS: +OK\nS: 1 x\nS: 2 y\nS: 3 z\nS: .\n";

    private static String withoutUidl(String dialogue) {
        return dialogue.replace(UIDL, "");
    }

    private static UniqueIdListing listing(int number, String id) {
        return new UniqueIdListing(new MessageNumber(number), new UniqueId(id));
    }
}
