package org.pop3j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3j.server.Scenario.given;

import java.io.IOException;
import java.util.BitSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.Wire;
import org.pop3j.store.MemoryStore;
import org.pop3j.store.spi.LeaseLostException;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropFailedException;

class UpdateTest {
    private static final String DELETE_AND_QUIT = "C: DELE 1\nS: +OK*\nC: DELE 3\nS: +OK*\nC: QUIT\n";

    @Test
    @DisplayName("R1939-25 S-33 QUIT removes exactly the marked messages")
    void removed() throws IOException, MaildropException {
        try (MemoryStore store = given("1", "2", "3").newStore();
                Pop3Server server = given().start(store)) {
            play(server, DELETE_AND_QUIT + "S: +OK bye, messages removed: 2\nS: <EOF>");
            assertThat(uniqueIds(store)).isEqualTo("m2 ");
        }
    }

    @Test
    @DisplayName("R1939-27 R1939-23 closing, breaking off, and QUIT without CRLF remove nothing and release the lock")
    void nothingRemovedWithoutQuit() throws IOException, MaildropException {
        for (String end :
                new String[] {"C: <EOF>\nS: <EOF>", "C: <RESET>", "C: QUIT\\\nC: <EOF>\nS: <EOF>", "C: QUIT\\r\\"}) {
            EventLog events = new EventLog();
            try (MemoryStore store = given("1", "2", "3").newStore();
                    Pop3Server server = given().with(b -> b.events(events)).start(store)) {
                play(server, "C: DELE 1\nS: +OK*\n" + end);
                SessionSummary summary = events.awaitEnd();
                assertThat(summary.end()).isEqualTo(SessionSummary.End.DISCONNECTED);
                assertThat(summary.removed()).isZero();
                assertThat(uniqueIds(store)).isEqualTo("m1 m2 m3 ");
            }
        }
    }

    @Test
    @DisplayName("R1939-26 if some could not be removed the one answer is -ERR [SYS/TEMP]; the others are gone")
    void someNotRemoved() throws IOException, MaildropException {
        EventLog events = new EventLog();
        Scenario scenario = given("1", "2", "3").with(b -> b.events(events)).store(store -> new FaultyStore(store) {
            @Override
            Maildrop faulty(Maildrop maildrop) {
                return new Passing(maildrop) {
                    @Override
                    public BitSet commit(BitSet numbers) throws MaildropException {
                        BitSet undeletable = new BitSet();
                        undeletable.set(3);
                        BitSet possible = (BitSet) numbers.clone();
                        possible.andNot(undeletable);
                        super.commit(possible);
                        return undeletable;
                    }
                };
            }
        });
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store)) {
            play(server, DELETE_AND_QUIT + "S: -ERR [SYS/TEMP] some deleted messages not removed\nS: <EOF>");
            assertThat(uniqueIds(store)).isEqualTo("m2 m3 ");
            assertThat(events.awaitEnd().removed()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("R1939-26 a lost lease or a failed store at QUIT: -ERR, and the lock is free")
    void commitFails() throws IOException, MaildropException {
        for (MaildropException failure :
                new MaildropException[] {new LeaseLostException("lost"), new MaildropFailedException("broken")}) {
            Scenario scenario = given("1", "2", "3").store(store -> new FaultyStore(store) {
                @Override
                Maildrop faulty(Maildrop maildrop) {
                    return new Passing(maildrop) {
                        @Override
                        public BitSet commit(BitSet numbers) throws MaildropException {
                            throw failure;
                        }
                    };
                }
            });
            try (MemoryStore store = scenario.newStore();
                    Pop3Server server = scenario.start(store)) {
                play(
                        server,
                        DELETE_AND_QUIT + "S: -ERR [SYS/TEMP] perhaps not all deleted messages were removed\nS: <EOF>");
                assertThat(uniqueIds(store)).isEqualTo("m1 m2 m3 ");
            }
        }
    }

    @Test
    @DisplayName("R1939-25 when the answer to QUIT arrives the lock is free")
    void lockIsFreeAtTheAnswer() throws IOException, MaildropException {
        try (MemoryStore store = given("1").newStore();
                Pop3Server server = given().start(store)) {
            for (int i = 0; i < 100; i++) {
                try (Wire wire = Wire.tcp(server.addresses().get(0))) {
                    Dialogue.parse(Scenario.LOGIN + "C: QUIT\nS: +OK bye").play(wire);
                    store.open(Scenario.ANN).close();
                }
            }
        }
    }

    private static void play(Pop3Server server, String dialogue) throws IOException {
        try (Wire wire = Wire.tcp(server.addresses().get(0))) {
            Dialogue.parse(Scenario.LOGIN + dialogue).play(wire);
        }
    }

    private static String uniqueIds(MemoryStore store) throws MaildropException {
        StringBuilder uniqueIds = new StringBuilder();
        try (Maildrop maildrop = store.open(Scenario.ANN)) {
            for (int n = 1; n <= maildrop.count(); n++) {
                uniqueIds.append(maildrop.uniqueId(n)).append(' ');
            }
        }
        return uniqueIds.toString();
    }
}
