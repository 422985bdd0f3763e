package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.conformance.Delivery;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** Servers that insult, flood, drip, lure into the clear, and send what is easily taken for something else. */
@Tag("any-jdk")
@Timeout(120)
class HostileAnswersTest {
    private static final String OFFER = "S: +OK ready\nC: CAPA\nS: +OK\nS: STLS\nS: USER\nS: .\n";

    /**
     * An escape sequence that clears a terminal, a bell, a bidirectional mark in UTF-8, and an octet of no charset: as a
     * dialogue has it, and as it may be shown.
     */
    private static final String INSULT = "\\x1b[2J\\x07\\xe2\\x80\\xae\\xff";

    @TempDir
    static Path folder;

    private static SSLContext certified;

    @BeforeAll
    static void makeCertificate() throws Exception {
        certified = TestTls.selfSigned(folder, "ip:127.0.0.1");
    }

    private static Map<String, Object> startTls(String... more) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("mail.pop3.ssl.socketFactory", certified.getSocketFactory());
        for (String name : more) {
            properties.put("mail.pop3." + name, "true");
        }
        return properties;
    }

    private static ScriptedPeer tlsPeer(String dialogue) throws Exception {
        return ScriptedPeer.builder(Dialogue.parse(dialogue)).tls(certified).start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"starttls.required", "starttls.enable"})
    @DisplayName("S-02: octets behind the +OK to STLS: no handshake, no login")
    void injection(String property) throws Exception {
        try (ScriptedPeer peer = tlsPeer(OFFER + "C: STLS\nS: +OK begin\nS: +OK injected")) {
            assertThatThrownBy(() -> TestMail.connected(peer, startTls(property)))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("nobody asked for");
            assertThat(peer.received()).containsExactly("CAPA\r\nSTLS\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "S: +OK\nC: CAPA\nS: -ERR",
                "S: +OK\nC: CAPA\nS: +OK\nS: USER\nS: .",
                "S: +OK\nC: CAPA\nS: +OK logged in\nS: .",
                "S: +OK\nS: +OK\nS: +OK",
                OFFER + "C: STLS\nS: -ERR",
                OFFER + "C: STLS\nS: noise",
                OFFER + "C: STLS\nS: <EOF>",
                OFFER + "C: STLS\nS: +OK\nS: <RESET>",
            })
    @DisplayName("S-03: starttls.required: whatever the server answers, no name and no password is on the wire")
    void luredIntoTheClear(String dialogue) throws Exception {
        ScriptedPeer peer = tlsPeer(dialogue);
        try {
            assertThatThrownBy(() -> TestMail.connected(peer, startTls("starttls.required")))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageNotContaining("secret");
            assertThat(String.join("", peer.received()))
                    .doesNotContain("USER")
                    .doesNotContain("AUTH")
                    .doesNotContain("mrose");
        } finally {
            closeWhateverWasSaid(peer);
        }
    }

    @Test
    @DisplayName("S-04: silence after STLS ends with timeout")
    void silentHandshake() throws Exception {
        Map<String, Object> properties = startTls("starttls.required");
        properties.put("mail.pop3.timeout", 1000);
        ScriptedPeer peer = tlsPeer(OFFER + "C: STLS\nS: +OK\nS: <SILENCE>");
        try {
            assertThatThrownBy(() -> TestMail.connected(peer, properties))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("in time");
        } finally {
            closeWhateverWasSaid(peer);
        }
    }

    /** How the connection ends is not the matter. */
    private static void closeWhateverWasSaid(ScriptedPeer peer) throws Exception {
        try {
            peer.close();
        } catch (AssertionError handshakeInsteadOfALine) {
            assertThat(handshakeInsteadOfALine.getMessage()).doesNotContain("expected 2 connections");
        }
    }

    private static Store store(AnsweringServer server, Map<String, Object> more) throws Exception {
        Properties properties = TestMail.properties(server.port());
        properties.putAll(more);
        Store store = Session.getInstance(properties).getStore("pop3");
        store.connect("mrose", "secret");
        return store;
    }

    private static FetchProfile profile(FetchProfile.Item item) {
        FetchProfile profile = new FetchProfile();
        profile.add(item);
        return profile;
    }

    @ParameterizedTest
    @ValueSource(strings = {"UIDL", "LIST"})
    @DisplayName("S-07: listings without end end at a bound, and the folder is closed")
    void endlessListing(String command) throws Exception {
        AnsweringServer.Answers answers = (line, answer) -> {
            if (line.equals(command)) {
                answer.send("+OK\r\n");
                answer.endlessly("2147483647 1\r\n".repeat(1000));
            } else {
                answer.right(line);
            }
        };
        try (AnsweringServer server = new AnsweringServer(answers)) {
            Pop3Folder inbox = (Pop3Folder) TestMail.inbox(store(server, Map.of()), Folder.READ_WRITE);
            assertThatExceptionOfType(FolderClosedException.class)
                    .isThrownBy(() -> {
                        if (command.equals("LIST")) {
                            inbox.getSizes();
                        } else {
                            inbox.fetch(inbox.getMessages(), profile(UIDFolder.FetchProfileItem.UID));
                        }
                    })
                    .withMessageContaining("1000000 lines");
            assertThat(inbox.isOpen()).isFalse();
        }
    }

    @Test
    @DisplayName("S-07: capabilities without end end at a bound")
    void endlessCapabilities() throws Exception {
        AnsweringServer.Answers answers = (line, answer) -> {
            if (line.equals("CAPA")) {
                answer.send("+OK\r\n");
                answer.endlessly("X-A\r\n".repeat(1000));
            } else {
                answer.right(line);
            }
        };
        try (AnsweringServer server = new AnsweringServer(answers)) {
            assertThatThrownBy(() -> store(server, Map.of()))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("lines");
        }
    }

    @Test
    @DisplayName("S-07: numbers of messages and octets that nobody has allocate nothing")
    void hugeNumbers() throws Exception {
        String listings = """
                C: UIDL
                S: +OK
                S: 2147483647 z
                S: 1 a
                S: .
                C: LIST
                S: +OK
                S: 2147483647 9223372036854775807
                S: 1 9223372036854775807
                S: .
                """;
        String stat = "C: STAT\nS: +OK 2 9223372036854775807\n";
        try (ScriptedPeer peer = TestMail.start(
                        TestMail.LOGIN.then(Dialogue.parse(stat + listings)).then(TestMail.QUIT));
                Store store = TestMail.connected(peer)) {
            Pop3Folder inbox = (Pop3Folder) TestMail.inbox(store, Folder.READ_ONLY);
            inbox.fetch(inbox.getMessages(), profile(UIDFolder.FetchProfileItem.UID));
            assertThat(inbox.getUID(inbox.getMessage(1))).isEqualTo("a");
            assertThat(inbox.getSizes()).containsExactly(Integer.MAX_VALUE, -1);
            inbox.close(false);
            peer.verify();
        }
        String most = "C: STAT\nS: +OK 2147483647 9223372036854775807\n";
        try (ScriptedPeer peer =
                        TestMail.start(TestMail.LOGIN.then(Dialogue.parse(most)).then(TestMail.QUIT));
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            assertThat(inbox.getMessageCount()).isEqualTo(Integer.MAX_VALUE);
            assertThat(inbox.getMessage(Integer.MAX_VALUE).getMessageNumber()).isEqualTo(Integer.MAX_VALUE);
            inbox.close(false);
            peer.verify();
        }
    }

    private static AnsweringServer dripping(int pauseMilliseconds) throws Exception {
        return new AnsweringServer((line, answer) -> {
            if (line.startsWith("RETR")) {
                answer.send("+OK\r\n");
                answer.dripping("Subject: x\r\n\r\n" + "x".repeat(30) + "\r\n.\r\n", pauseMilliseconds);
            } else {
                answer.right(line);
            }
        });
    }

    @Test
    @DisplayName("S-08: minimumrate: an octet now and then, each in time, is given up where nothing is said")
    void drippingBelowTheRate() throws Exception {
        try (AnsweringServer server = dripping(200)) {
            Folder inbox = TestMail.inbox(store(server, Map.of("mail.pop3.timeout", 1000)), Folder.READ_WRITE);
            assertThatExceptionOfType(FolderClosedException.class)
                    .isThrownBy(() -> ((Pop3Message) inbox.getMessage(1)).getMimeStream());
            assertThat(inbox.isOpen()).isFalse();
        }
    }

    @Test
    @DisplayName("S-08: minimumrate=0: whatever comes in time")
    void drippingAllowed() throws Exception {
        Map<String, Object> properties = Map.of("mail.pop3.timeout", 10_000, "mail.pop3.minimumrate", 0);
        try (AnsweringServer server = dripping(20)) {
            Folder inbox = TestMail.inbox(store(server, properties), Folder.READ_ONLY);
            assertThat(inbox.getMessage(1).getContent()).isEqualTo("x".repeat(30) + "\r\n");
        }
    }

    @Test
    @DisplayName("S-08: operationtimeout: a message that comes steadily, and not to its end")
    void drippingBeyondTheOperation() throws Exception {
        Map<String, Object> properties = Map.of("mail.pop3.timeout", 10_000, "mail.pop3.operationtimeout", 2000);
        try (AnsweringServer server = dripping(200)) {
            Folder inbox = TestMail.inbox(store(server, properties), Folder.READ_WRITE);
            assertThatExceptionOfType(FolderClosedException.class)
                    .isThrownBy(() -> ((Pop3Message) inbox.getMessage(1)).getMimeStream());
            assertThat(inbox.isOpen()).isFalse();
        }
    }

    static Stream<Delivery> deliveries() {
        return Delivery.three().stream();
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    @DisplayName(
            "S-11 S-12: bare CR, bare LF and dots between them, however the network cuts them, end no message and stay as they are")
    void lineEnds(Delivery delivery) throws Exception {
        String confusing = "a\\nb\\rc\\n.\\nd\\r.\\re\\n.";
        String retr = "C: RETR 1\nS: +OK\nS: Subject: x\nS:\nS: " + confusing + "\nS: ..\nS: ...\nS: ..x\nS: .\n"
                + "C: RETR 2\nS: +OK\nS: Subject: y\nS:\nS: next\nS: .";
        Dialogue dialogue = TestMail.open(2, retr, "C: QUIT\nS: +OK\nS: <EOF>");
        try (ScriptedPeer peer =
                        ScriptedPeer.builder(dialogue).delivery(delivery).start();
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            byte[] first = ((Pop3Message) inbox.getMessage(1)).getMimeStream().readAllBytes();
            assertThat(new String(first, StandardCharsets.ISO_8859_1))
                    .isEqualTo("Subject: x\r\n\r\na\nb\rc\n.\nd\r.\re\n.\r\n.\r\n..\r\n.x\r\n");
            assertThat(inbox.getMessage(2).getContent()).isEqualTo("next\r\n");
            inbox.close(false);
            peer.verify();
        }
    }

    /** Answers AUTH SCRAM-SHA-256 with a challenge that has the client's nonce in it. */
    private static AnsweringServer scram(String rest) throws Exception {
        return new AnsweringServer((line, answer) -> {
            if (line.equals("CAPA")) {
                answer.send("+OK\r\nSASL SCRAM-SHA-256\r\n.\r\n");
            } else if (line.startsWith("AUTH SCRAM-SHA-256 ")) {
                String first = new String(
                        Base64.getDecoder().decode(line.substring(line.lastIndexOf(' ') + 1)), StandardCharsets.UTF_8);
                String challenge = first.substring(first.indexOf("r=")) + "more," + rest;
                answer.send(
                        "+ " + Base64.getEncoder().encodeToString(challenge.getBytes(StandardCharsets.UTF_8)) + "\r\n");
            } else {
                answer.send(line.equals("*") ? "-ERR cancelled\r\n" : "+OK\r\n");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"s=c2FsdA==,i=2147483647", "s=c2FsdA==,i=99999999999", "s=SALT,i=4096"})
    @DisplayName("S-23: iteration counts and salts that would cost minutes are refused before anything is computed")
    void dearScram(String rest) throws Exception {
        String salt = Base64.getEncoder().encodeToString(new byte[8000]);
        try (AnsweringServer server = scram(rest.replace("SALT", salt))) {
            assertThatExceptionOfType(AuthenticationFailedException.class)
                    .isThrownBy(() -> store(server, Map.of("mail.pop3.auth.mechanisms", "SCRAM-SHA-256")))
                    .withMessageMatching("(?s).*(iteration count|salt).*");
            assertThat(server.heard()).last().isEqualTo("*");
        }
    }

    @Test
    @DisplayName("S-23: a challenge without end is refused at a bound")
    void endlessChallenge() throws Exception {
        AnsweringServer.Answers answers = (line, answer) -> {
            if (line.startsWith("AUTH")) {
                answer.send("+ ");
                answer.endlessly("A".repeat(1 << 16));
            } else {
                answer.send(line.equals("CAPA") ? "+OK\r\nSASL SCRAM-SHA-256\r\n.\r\n" : "+OK\r\n");
            }
        };
        try (AnsweringServer server = new AnsweringServer(answers)) {
            assertThatThrownBy(() -> store(server, Map.of("mail.pop3.auth.mechanisms", "SCRAM-SHA-256")))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("16384 octets");
        }
    }

    @Test
    @DisplayName("S-25: unique-ids that look like paths, fields and commands of terminals are keys and nothing else")
    void uniqueIds(@TempDir Path own) throws Exception {
        Path ledger = own.resolve("ledger");
        String uidl = "C: UIDL\nS: +OK\nS: 1 ../../x\nS: 2 a\\tb\nS: 3 " + INSULT + "\nS: .";
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (ScriptedPeer peer = TestMail.peer(3, uidl, "C: QUIT\nS: +OK\nS: <EOF>")) {
            Properties properties = TestMail.properties(peer.port());
            properties.put("mail.pop3.ledger", ledger.toString());
            try (Store store = debugging(properties, shown)) {
                Pop3Folder inbox = (Pop3Folder) TestMail.inbox(store, Folder.READ_WRITE);
                for (Message message : inbox.getMessages()) {
                    message.setFlag(Flags.Flag.SEEN, true);
                }
                assertThat(inbox.getUID(inbox.getMessage(1))).isEqualTo("../../x");
                assertThat(inbox.getUID(inbox.getMessage(2))).isEqualTo("a");
                assertThat(inbox.getUID(inbox.getMessage(3))).startsWith("\u001b[2J\u0007");
                inbox.close(false);
            }
            peer.verify();
        }
        try (Stream<Path> files = Files.list(own)) {
            assertThat(files.map(file -> file.getFileName().toString())).allMatch(name -> name.startsWith("ledger"));
        }
        assertThat(Files.readString(ledger, StandardCharsets.ISO_8859_1)).matches("[\\x20-\\x7e\\t\\n]*");
        assertShowable(shown);
    }

    private static Store debugging(Properties properties, ByteArrayOutputStream shown) throws Exception {
        Session session = Session.getInstance(properties);
        session.setDebugOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
        session.setDebug(true);
        Store store = session.getStore("pop3");
        store.connect("mrose", "secret");
        return store;
    }

    private static void assertShowable(ByteArrayOutputStream shown) {
        assertThat(shown.toString(StandardCharsets.UTF_8)).isNotEmpty().matches("[\\x20-\\x7e\\r\\n]*");
    }

    private static final String LOGIN =
            "S: +OK\nC: CAPA\nS: +OK\nS: USER\nS: .\nC: USER mrose\nS: +OK\nC: PASS secret\nS: +OK\n";

    private static final String OPENED = LOGIN + "C: STAT\nS: +OK 1 100\n";
    private static final String QUIT = "\nC: QUIT\nS: +OK\nS: <EOF>";
    private static final String CLOSED = "\nC: <EOF>";

    /** What is said up to the insult, and after it. */
    static Stream<Arguments> insulted() {
        String password = "S: +OK\nC: CAPA\nS: +OK\nS: USER\nS: .\nC: USER mrose\nS: +OK\nC: PASS secret\nS: -ERR ";
        String plain = "S: +OK\nC: CAPA\nS: +OK\nS: SASL PLAIN\nS: .\nC: AUTH PLAIN AG1yb3NlAHNlY3JldA==\nS: -ERR ";
        String uidl = OPENED + "C: UIDL 1\nS: +OK 1 a\n";
        String retr = uidl + "C: RETR 1\nS: +OK\nS: Subject: x\nS:\nS: x\nS: .\n";
        return Stream.of(
                Arguments.of("greeting", "S: -ERR ", ""),
                Arguments.of("PASS", password, CLOSED),
                Arguments.of("PASS with a code", password + "[AUTH] ", CLOSED),
                Arguments.of("PASS, maildrop in use", password + "[IN-USE] ", CLOSED),
                Arguments.of("AUTH", plain, CLOSED),
                Arguments.of("STAT", LOGIN + "C: STAT\nS: -ERR ", QUIT),
                Arguments.of("UIDL", OPENED + "C: UIDL 1\nS: -ERR [SYS/TEMP] ", QUIT),
                Arguments.of("unique-id", OPENED + "C: UIDL 1\nS: +OK ", CLOSED),
                Arguments.of("RETR", uidl + "C: RETR 1\nS: -ERR ", QUIT),
                Arguments.of("DELE", retr + "C: CAPA\nS: -ERR\nC: DELE 1\nS: -ERR ", QUIT),
                Arguments.of("QUIT", retr + "C: CAPA\nS: -ERR\nC: DELE 1\nS: +OK\nC: QUIT\nS: -ERR ", "\nS: <EOF>"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("insulted")
    @DisplayName("S-27: insults come out escaped, once, in the exception and on the debug stream")
    void insults(String where, String before, String after) throws Exception {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        ScriptedPeer peer = TestMail.start(Dialogue.parse(before + INSULT + after));
        try {
            assertThatThrownBy(() -> takeAndDelete(debugging(TestMail.properties(peer.port()), shown)))
                    .as(where)
                    .satisfies(HostileAnswersTest::assertEachShowable)
                    .hasMessageContaining(INSULT)
                    .hasMessageNotContaining("secret");
            assertShowable(shown);
            assertThat(shown.toString(StandardCharsets.UTF_8)).contains(INSULT).doesNotContain("secret");
        } finally {
            closeWhateverWasSaid(peer);
        }
    }

    private static void assertEachShowable(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            assertThat(String.valueOf(cause.getMessage())).matches("[\\x20-\\x7e\\r\\n\\t]*");
        }
    }

    private static void takeAndDelete(Store store) throws Exception {
        Pop3Folder inbox = (Pop3Folder) TestMail.inbox(store, Folder.READ_WRITE);
        Message message = inbox.getMessage(1);
        try {
            inbox.getUID(message);
            message.getContent();
        } catch (MessagingException | IOException insulted) {
            store.close();
            throw insulted;
        }
        message.setFlag(Flags.Flag.DELETED, true);
        inbox.close(true);
    }
}
