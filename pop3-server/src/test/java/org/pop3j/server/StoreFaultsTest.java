package org.pop3j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pop3j.server.Scenario.given;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.codec.UniqueId;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.Wire;
import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.store.MemoryStore;
import org.pop3j.store.spi.LeaseLostException;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropFailedException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.MaildropStore;
import org.pop3j.store.spi.StoredContent;
import org.pop3j.store.spi.UnknownMaildropException;

class StoreFaultsTest {
    @Test
    @DisplayName(
            "R3206-01 R1939-14 a maildrop that cannot be opened: [SYS/TEMP], no path in the text, and no lock is left")
    void openFails() {
        given("x")
                .store(store -> new FaultyStore(store) {
                    @Override
                    Maildrop faulty(Maildrop maildrop) throws MaildropException {
                        maildrop.close();
                        throw new MaildropFailedException("/var/mail/ann is broken");
                    }
                })
                .plays("""
                        S: +OK*
                        C: USER ann
                        S: +OK*
                        C: PASS secret word
                        S: -ERR [SYS/TEMP] the mail store failed; try again later
                        """);
    }

    @Test
    @DisplayName("R1939-14 a maildrop that fails right after it was opened is closed again")
    void countFails() {
        given("x")
                .store(store -> failing(store, new MaildropFailedException("no count")))
                .plays("""
                S: +OK*
                C: USER ann
                S: +OK*
                C: PASS secret word
                S: -ERR [SYS/TEMP] the mail store failed; try again later
                """);
    }

    @Test
    @DisplayName("R3206-01 an authenticator that cannot decide: [SYS/TEMP], never [AUTH], and it is no failed login")
    void authenticatorFails() {
        given().with(b -> Pop3Server.builder(given().newStore(), (name, password, peer) -> {
                            throw new AuthenticationUnavailableException("the directory is down");
                        })
                        .tls(TestTls::context)
                        .plaintextLogin(PlaintextLogin.ALLOWED))
                .plays("S: +OK*\n"
                        + "C: USER ann\nS: +OK*\nC: PASS x\nS: -ERR [SYS/TEMP] logins cannot be checked now\n"
                                .repeat(4));
    }

    @Test
    @DisplayName("a message that cannot be opened or begun: -ERR [SYS/TEMP], and the session goes on")
    void contentFailsAtTheBeginning() {
        given("x", "y")
                .store(store -> content(store, () -> FaultyStore.content(FaultyStore.breaking(new byte[0]))))
                .loggedIn("""
                        C: RETR 1
                        S: -ERR [SYS/TEMP] the mail store failed; try again later
                        C: TOP 1 0
                        S: -ERR [SYS/TEMP] the mail store failed; try again later
                        C: STAT
                        S: +OK 2 6
                        """);
    }

    @Test
    @DisplayName("design 2: a read error behind +OK closes the connection without the termination line")
    void contentFailsInTheMiddle() throws IOException {
        byte[] beginning = new byte[BufferPool.BUFFER_OCTETS];
        Arrays.fill(beginning, (byte) 'a');
        for (String command : new String[] {"RETR 1", "TOP 1 5"}) {
            Scenario scenario = given("x")
                    .store(store -> content(store, () -> FaultyStore.content(FaultyStore.breaking(beginning))));
            try (MemoryStore store = scenario.newStore();
                    Pop3Server server = scenario.start(store);
                    Wire wire = Wire.tcp(server.addresses().get(0))) {
                Dialogue.parse(Scenario.LOGIN + "C: " + command).play(wire);
                String rest = everything(wire);
                assertThat(rest).startsWith("+OK message follows\r\na").doesNotContain("\r\n.");
                server.stop(Duration.ofSeconds(10));
                store.open(Scenario.ANN).close();
            } catch (MaildropException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    @DisplayName(
            "R1939-05 what a store calls wire-clean is sent as it is stored, in one piece or several, and never encoded")
    void wireClean() throws IOException {
        String line = "..0123456789\r\n";
        for (int lines : new int[] {0, 1, 2, BufferPool.BUFFER_OCTETS}) {
            byte[] stored = line.repeat(lines).getBytes(StandardCharsets.US_ASCII);
            Scenario scenario = given("x")
                    .store(store -> content(
                            store,
                            () -> FaultyStore.content(
                                    new ByteArrayInputStream(stored), StoredContent.Form.WIRE_CLEAN)));
            try (MemoryStore store = scenario.newStore();
                    Pop3Server server = scenario.start(store);
                    Wire wire = Wire.tcp(server.addresses().get(0))) {
                Dialogue.parse(Scenario.LOGIN + "C: RETR 1\nC: QUIT").play(wire);
                assertThat(everything(wire)).startsWith("+OK message follows\r\n" + line.repeat(lines) + ".\r\n+OK");
            }
        }
    }

    @Test
    @DisplayName("a listing that fails behind +OK ends without its termination line")
    void uidlFailsInTheMiddle() throws IOException {
        String[] messages = new String[20_000];
        Arrays.fill(messages, "x");
        Scenario scenario = given(messages).store(store -> new FaultyStore(store) {
            @Override
            Maildrop faulty(Maildrop maildrop) {
                return new Passing(maildrop) {
                    @Override
                    public UniqueId uniqueId(int number) throws MaildropException {
                        if (number > 19_000) {
                            throw new MaildropFailedException("no more");
                        }
                        return super.uniqueId(number);
                    }
                };
            }
        });
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store);
                Wire wire = Wire.tcp(server.addresses().get(0))) {
            Dialogue.parse(Scenario.LOGIN + "C: UIDL").play(wire);
            assertThat(everything(wire)).startsWith("+OK ").doesNotContain("\r\n.");
        }
    }

    @Test
    @DisplayName("SPI: a lost lease is answered once and ends the session")
    void leaseLost() {
        given("x")
                .store(store -> content(store, () -> {
                    throw new Sneaky(new LeaseLostException("lost"));
                }))
                .loggedIn("""
                        C: RETR 1
                        S: -ERR [SYS/TEMP] the maildrop's lock was lost
                        S: <EOF>
                        """);
    }

    @Test
    @DisplayName("S-34 a defect in a store ends the session with a neutral text")
    void defect() {
        given("x")
                .store(store -> content(store, () -> {
                    throw new IllegalStateException("/secret/path");
                }))
                .loggedIn("""
                        C: RETR 1
                        S: -ERR [SYS/TEMP] the mail store failed; try again later
                        S: <EOF>
                        """);
    }

    @Test
    @DisplayName("a user without a maildrop has an empty one, and nothing is created by logging in")
    void unknownMaildrop() throws IOException {
        try (MemoryStore store = given().newStore();
                Pop3Server server = given().start(store);
                Wire wire = Wire.tcp(server.addresses().get(0))) {
            Dialogue.parse("""
                    S: +OK*
                    C: USER nobody
                    S: +OK*
                    C: PASS secret word
                    S: +OK*
                    C: STAT
                    S: +OK 0 0
                    C: UIDL
                    S: +OK*
                    S: .
                    C: RETR 1
                    S: -ERR no message 1, the maildrop has 0
                    C: QUIT
                    S: +OK bye
                    S: <EOF>
                    """).play(wire);
            assertThatThrownBy(() -> store.open(new MaildropName("nobody")))
                    .isInstanceOf(UnknownMaildropException.class);
        }
    }

    /** Carries a checked exception out of a supplier. */
    private static final class Sneaky extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final MaildropException checked;

        Sneaky(MaildropException checked) {
            super(checked);
            this.checked = checked;
        }
    }

    private static FaultyStore content(MaildropStore store, Supplier<StoredContent> content) {
        return new FaultyStore(store) {
            @Override
            Maildrop faulty(Maildrop maildrop) {
                return new Passing(maildrop) {
                    @Override
                    public StoredContent content(int number) throws MaildropException {
                        try {
                            return content.get();
                        } catch (Sneaky e) {
                            throw e.checked;
                        }
                    }
                };
            }
        };
    }

    private static FaultyStore failing(MaildropStore store, MaildropException failure) {
        return new FaultyStore(store) {
            @Override
            Maildrop faulty(Maildrop maildrop) {
                return new Passing(maildrop) {
                    @Override
                    public int count() throws MaildropException {
                        throw failure;
                    }
                };
            }
        };
    }

    private static String everything(Wire wire) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[8192];
        for (int n = wire.read(buffer, Duration.ofSeconds(10)); n > 0; n = wire.read(buffer, Duration.ofSeconds(10))) {
            text.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }
}
