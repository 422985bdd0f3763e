package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
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
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.eclipse.angus.mail.pop3.POP3Message;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.DialogueFailure;
import org.pop3j.conformance.ScriptedPeer;

/** Faults of Angus Mail 2.0.5: each test shows that Angus has one and that we have not. */
@Tag("any-jdk")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class AngusFaultsTest {
    private static final int HALF_OF_THE_TIME_MILLIS = 1_000;
    private static final String OURS = Pop3Store.class.getName();

    /** Angus says nothing at the end where it was cut off. */
    private static final String LOGIN = """
            S: +OK ready
            C: CAPA
            S: +OK
            S: TOP
            S: UIDL
            S: USER
            S: .
            C: USER mrose
            S: +OK
            C: PASS secret
            S: +OK
            """;

    private static final String QUIT = "C: QUIT\nS: +OK\nS: <EOF>";

    private static Dialogue dialogue(String... parts) {
        return Dialogue.parse(String.join("\n", parts).replace("\n\n", "\n"));
    }

    @Test
    @DisplayName("R1939-28: close(true) of Angus says nothing when the server deletes nothing")
    void deletionsThatFail() throws Exception {
        String stat = "C: STAT\nS: +OK 1 100";
        String refused = "C: DELE 1\nS: -ERR no\nC: QUIT\nS: -ERR nothing deleted\nS: <EOF>";
        try (ScriptedPeer peer = TestMail.start(dialogue(LOGIN, stat, refused))) {
            Folder inbox = inboxWithDeletion(TestMail.ANGUS, peer);
            assertThatCode(() -> inbox.close(true)).doesNotThrowAnyException();
        }
        try (ScriptedPeer peer = TestMail.start(dialogue(LOGIN, stat, "C: CAPA\nS: +OK\nS: TOP\nS: .", refused))) {
            Folder inbox = inboxWithDeletion(OURS, peer);
            assertThatThrownBy(() -> inbox.close(true)).isInstanceOf(MessagingException.class);
        }
    }

    private static Folder inboxWithDeletion(String storeClass, ScriptedPeer peer) throws MessagingException {
        Folder inbox = TestMail.inbox(connected(storeClass, peer, Map.of()), Folder.READ_WRITE);
        inbox.getMessage(1).setFlag(Flags.Flag.DELETED, true);
        return inbox;
    }

    @Test
    @DisplayName("S-09: sizes over 2 GiB are zero or negative with Angus")
    void largeSizes() throws Exception {
        Dialogue large = dialogue(
                LOGIN,
                "C: STAT\nS: +OK 1 5000000000\nC: TOP 1 0\nS: +OK\nS: Subject: large\nS:\nS: .\nC: LIST 1\nS: +OK 1 5000000000",
                QUIT);
        try (ScriptedPeer peer = TestMail.start(large)) {
            Folder inbox = TestMail.inbox(connected(TestMail.ANGUS, peer, Map.of()), Folder.READ_ONLY);
            assertThat(((POP3Folder) inbox).getSize()).isLessThanOrEqualTo(0);
            assertThat(inbox.getMessage(1).getSize()).isNegative();
            inbox.close(false);
        }
        try (ScriptedPeer peer = TestMail.start(dialogue(
                LOGIN,
                "C: STAT\nS: +OK 1 5000000000\nC: CAPA\nS: +OK\nS: TOP\nS: .",
                "C: TOP 1 0\nS: +OK\nS: Subject: large\nS:\nS: .\nC: LIST 1\nS: +OK 1 5000000000",
                QUIT))) {
            Pop3Folder inbox = (Pop3Folder) TestMail.inbox(connected(OURS, peer, Map.of()), Folder.READ_ONLY);
            assertThat(inbox.octets()).isEqualTo(5_000_000_000L);
            assertThat(inbox.getSize()).isEqualTo(Integer.MAX_VALUE);
            assertThat(inbox.getMessage(1).getSize()).isEqualTo(Integer.MAX_VALUE);
            assertThat(((Pop3Message) inbox.getMessage(1)).octets()).isEqualTo(5_000_000_000L);
            inbox.close(false);
        }
    }

    @Test
    @DisplayName(
            "D-6 D-2: after a message that ends with a bare LF Angus waits for ever; we give up in time and close the folder")
    void bareLineFeedAtTheEnd() throws Exception {
        Dialogue bare = dialogue(
                LOGIN,
                "C: STAT\nS: +OK 1 100\nC: RETR 1\nS: +OK\nS: Subject: bare\nS:\nS: body\nS: .\\n\\",
                "S: <SILENCE>");
        CompletableFuture<Socket> made = new CompletableFuture<>();
        try (ScriptedPeer peer = TestMail.start(bare)) {
            Store store = connected(TestMail.ANGUS, peer, Map.of("mail.pop3.socketFactory", watched(made)));
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            Thread reading = start(() -> ((POP3Message) inbox.getMessage(1)).getMimeStream());
            reading.join(1000);
            assertThat(reading.isAlive()).isTrue();
            assertThat(made.join().getSoTimeout()).isZero();
            made.join().close();
            reading.join();
        }
        try (ScriptedPeer peer = TestMail.start(bare)) {
            Folder inbox = TestMail.inbox(connected(OURS, peer, Map.of("mail.pop3.timeout", "300")), Folder.READ_ONLY);
            assertThatThrownBy(() -> ((Pop3Message) inbox.getMessage(1)).getMimeStream())
                    .isInstanceOf(FolderClosedException.class);
            assertThat(inbox.isOpen()).isFalse();
        }
    }

    @Test
    @DisplayName("R3206-03: Angus takes a maildrop in use for a wrong password")
    void inUse() throws Exception {
        String login = "S: +OK ready\nC: CAPA\nS: +OK\nS: USER\nS: .\nC: USER mrose\nS: +OK\nC: PASS secret\n"
                + "S: -ERR [IN-USE] another session\n";
        try (ScriptedPeer peer = TestMail.start(dialogue(login, QUIT))) {
            assertThatThrownBy(() -> connected(TestMail.ANGUS, peer, Map.of()))
                    .isInstanceOf(AuthenticationFailedException.class);
        }
        try (ScriptedPeer peer = TestMail.start(dialogue(login, "C: <EOF>"))) {
            assertThatThrownBy(() -> connected(OURS, peer, Map.of()))
                    .isExactlyInstanceOf(MessagingException.class)
                    .hasMessageContaining("later");
        }
    }

    @Test
    @DisplayName("R2449-20: Angus gives no unique-ids where UIDL is announced after the login only")
    void uidlAnnouncedAfterTheLogin() throws Exception {
        String login = LOGIN.replace("S: UIDL\n", "");
        try (ScriptedPeer peer = TestMail.start(dialogue(login, "C: STAT\nS: +OK 1 100", QUIT))) {
            POP3Folder inbox = (POP3Folder) TestMail.inbox(connected(TestMail.ANGUS, peer, Map.of()), Folder.READ_ONLY);
            assertThat(inbox.getUID(inbox.getMessage(1))).isNull();
            inbox.close(false);
            peer.verify();
        }
        try (ScriptedPeer peer =
                TestMail.start(dialogue(login, "C: STAT\nS: +OK 1 100\nC: UIDL 1\nS: +OK 1 a", QUIT))) {
            Pop3Folder inbox = (Pop3Folder) TestMail.inbox(connected(OURS, peer, Map.of()), Folder.READ_ONLY);
            assertThat(inbox.getUID(inbox.getMessage(1))).isEqualTo("a");
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName("S-17: Angus sends a command that stands in a user name")
    void lineEndsInTheUserName() throws Exception {
        try (ScriptedPeer peer = TestMail.start(dialogue(
                "S: +OK ready\nC: CAPA\nS: +OK\nS: USER\nS: .\nC: USER mrose\nS: +OK\nC: DELE 1\nS: +OK\nC: PASS secret\nS: +OK",
                QUIT))) {
            Store store = store(TestMail.ANGUS, peer, Map.of());
            store.connect("mrose\r\nDELE 1", "secret");
            assertThat(peer.received().get(0)).contains("\r\nDELE 1\r\n");
        } catch (AssertionError outOfStepAfterwards) {
            // What follows the answer to a command that Angus does not know it has sent is nobody's business here.
            assertThat(outOfStepAfterwards).isInstanceOf(DialogueFailure.class);
        }
        try (ScriptedPeer peer = TestMail.start(Dialogue.parse("S: +OK ready\nC: <EOF>"))) {
            Store store = store(OURS, peer, Map.of());
            assertThatThrownBy(() -> store.connect("mrose\r\nDELE 1", "secret")).isInstanceOf(MessagingException.class);
            peer.verify();
        }
    }

    @Test
    @DisplayName("R2449-16: Angus makes two round trips a message for ENVELOPE")
    void envelopes() throws Exception {
        assertThat(roundTripsForEnvelopes(TestMail.ANGUS)).isGreaterThan(200);
        assertThat(roundTripsForEnvelopes(OURS)).isLessThan(20);
    }

    private static int roundTripsForEnvelopes(String storeClass) throws Exception {
        try (CountingServer server = new CountingServer(100)) {
            Store store = store(storeClass, server.port(), Map.of());
            store.connect("mrose", "secret");
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            FetchProfile profile = new FetchProfile();
            profile.add(FetchProfile.Item.ENVELOPE);
            inbox.fetch(inbox.getMessages(), profile);
            inbox.close(false);
            return server.roundTrips();
        }
    }

    @Test
    @DisplayName("C0023: writeTo of Angus writes octet by octet")
    void writeTo() throws Exception {
        assertThat(callsOfWriteTo(TestMail.ANGUS)).isGreaterThan(10_000);
        assertThat(callsOfWriteTo(OURS)).isLessThan(10);
    }

    private static int callsOfWriteTo(String storeClass) throws Exception {
        String message =
                "C: RETR 1\nS: +OK\nS: Subject: long\nS:\n" + ("S: " + "x".repeat(1000) + "\n").repeat(10) + "S: .";
        try (ScriptedPeer peer = TestMail.start(dialogue(LOGIN, "C: STAT\nS: +OK 1 10100", message, QUIT))) {
            Folder inbox = TestMail.inbox(connected(storeClass, peer, Map.of()), Folder.READ_ONLY);
            int[] calls = {0};
            inbox.getMessage(1).writeTo(new OutputStream() {
                @Override
                public void write(int octet) {
                    calls[0]++;
                }

                @Override
                public void write(byte[] octets, int offset, int length) {
                    calls[0]++;
                }
            });
            inbox.close(false);
            return calls[0];
        }
    }

    @Test
    @DisplayName("while one thread waits for the server, Angus lets no other ask its folder how many messages it has")
    void locksAroundWaiting() throws Exception {
        assertThat(stateOfAnotherThread(TestMail.ANGUS, "")).isEqualTo(Thread.State.BLOCKED);
        assertThat(stateOfAnotherThread(OURS, "C: CAPA\nS: +OK\nS: TOP\nS: .")).isEqualTo(Thread.State.TERMINATED);
    }

    private static Thread.State stateOfAnotherThread(String storeClass, String capa) throws Exception {
        Dialogue silent = dialogue(LOGIN, "C: STAT\nS: +OK 1 100", capa, "C: TOP 1 0\nS: <SILENCE>");
        try (ScriptedPeer peer = TestMail.start(silent)) {
            Folder inbox = TestMail.inbox(
                    connected(
                            storeClass, peer, Map.of("mail.pop3.timeout", String.valueOf(2 * HALF_OF_THE_TIME_MILLIS))),
                    Folder.READ_ONLY);
            FetchProfile profile = new FetchProfile();
            profile.add(FetchProfile.Item.ENVELOPE);
            Message[] messages = {inbox.getMessage(1)};
            Thread waiting = start(() -> inbox.fetch(messages, profile));
            while (!peer.received().get(0).contains("TOP 1 0")) {
                Thread.onSpinWait();
            }
            Thread asking = start(inbox::getMessageCount);
            // Also who is let through may be blocked for a moment, by the loading of a class.
            asking.join(HALF_OF_THE_TIME_MILLIS);
            Thread.State state = asking.getState();
            waiting.join();
            asking.join();
            return state;
        }
    }

    /** Something that fails in the end, because the peer is silent. */
    private interface Use {
        void run() throws MessagingException;
    }

    private static Thread start(Use use) {
        Thread thread = new Thread(() -> {
            try {
                use.run();
            } catch (MessagingException | IllegalStateException silent) {
                // That is how these tests end.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Test
    @DisplayName("D-2: Angus waits for ever where no time was set")
    void waitingForEver() throws Exception {
        assertThat(timeOfSocket(TestMail.ANGUS)).isZero();
        assertThat(timeOfSocket(OURS)).isPositive();
    }

    private static int timeOfSocket(String storeClass) throws Exception {
        CompletableFuture<Socket> made = new CompletableFuture<>();
        try (ScriptedPeer peer = TestMail.start(dialogue(LOGIN, QUIT))) {
            Store store = connected(storeClass, peer, Map.of("mail.pop3.socketFactory", watched(made)));
            int milliseconds = made.get(10, TimeUnit.SECONDS).getSoTimeout();
            store.close();
            return milliseconds;
        }
    }

    @Test
    @DisplayName("S-06: Angus takes lines of any length")
    void endlessLines() throws Exception {
        String greeting = "S: +OK " + "x".repeat(2_000_000);
        try (ScriptedPeer peer = TestMail.start(dialogue(greeting, LOGIN.replace("S: +OK ready\n", ""), QUIT))) {
            connected(TestMail.ANGUS, peer, Map.of()).close();
            peer.verify();
        }
        try (ScriptedPeer peer = ScriptedPeer.builder(dialogue(greeting, "C: <RESET>"))
                .stepLimit(Duration.ofSeconds(3))
                .start()) {
            assertThatThrownBy(() -> connected(OURS, peer, Map.of()))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("octets");
        } catch (AssertionError closedOneWayOrTheOther) {
            assertThat(closedOneWayOrTheOther).isInstanceOf(DialogueFailure.class);
        }
    }

    private static SocketFactory watched(CompletableFuture<Socket> made) {
        return new UnconnectedSockets() {
            @Override
            public Socket createSocket() throws IOException {
                Socket socket = new Socket();
                made.complete(socket);
                return socket;
            }
        };
    }

    private static Store connected(String storeClass, ScriptedPeer peer, Map<String, Object> more)
            throws MessagingException {
        Store store = store(storeClass, peer, more);
        store.connect("mrose", "secret");
        return store;
    }

    private static Store store(String storeClass, ScriptedPeer peer, Map<String, Object> more)
            throws MessagingException {
        return store(storeClass, peer.port(), more);
    }

    private static Store store(String storeClass, int port, Map<String, Object> more) throws MessagingException {
        Properties properties = TestMail.properties(port);
        properties.setProperty("mail.pop3.class", storeClass);
        properties.putAll(more);
        return Session.getInstance(properties).getStore("pop3");
    }
}
