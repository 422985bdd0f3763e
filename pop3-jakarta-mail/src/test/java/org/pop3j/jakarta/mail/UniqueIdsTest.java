package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.angus.mail.pop3.POP3Folder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.client.SyncLedger;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** Unique-ids that are missing, or that none may be: one message's affair. */
class UniqueIdsTest {
    private static final String QUIT = "C: QUIT\nS: +OK\nS: <EOF>";
    private static final String NOOP = "C: NOOP\nS: +OK";

    /** What stands behind the number of message 2, and what {@code getUID} gives. */
    static Stream<Arguments> odd() {
        return Stream.of(
                Arguments.of("", null),
                Arguments.of("\\x20", null),
                Arguments.of(" \\xe4x", "\u00e4x"),
                Arguments.of(" a\\x07b", "a\u0007b"),
                Arguments.of(" " + "x".repeat(200), "x".repeat(200)));
    }

    private static String listing(String second) {
        return "C: UIDL\nS: +OK\nS: 1 ok1\nS: 2" + second + "\nS: .";
    }

    private static FetchProfile profile() {
        FetchProfile profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        return profile;
    }

    @ParameterizedTest
    @MethodSource("odd")
    @DisplayName("C0038 S-25: listed: the other messages have theirs, the folder stays open")
    void listed(String second, @Nullable String expected) throws Exception {
        try (ScriptedPeer peer = TestMail.peer(2, listing(second), NOOP, QUIT);
                Store store = TestMail.connected(peer)) {
            Pop3Folder inbox = (Pop3Folder) TestMail.inbox(store, Folder.READ_ONLY);
            inbox.fetch(inbox.getMessages(), profile());
            assertThat(inbox.getUID(inbox.getMessage(1))).isEqualTo("ok1");
            assertThat(inbox.getUID(inbox.getMessage(2))).isEqualTo(expected);
            assertThat(inbox.isOpen()).isTrue();
            inbox.close(false);
            peer.verify();
        }
    }

    @ParameterizedTest
    @MethodSource("odd")
    @DisplayName("C0038 S-25: asked for by itself: the same")
    void byItself(String second, @Nullable String expected) throws Exception {
        String dialogue = "C: UIDL 2\nS: +OK 2" + second + "\nC: UIDL 1\nS: +OK 1 ok1";
        try (ScriptedPeer peer = TestMail.peer(2, dialogue, NOOP, QUIT);
                Store store = TestMail.connected(peer)) {
            Pop3Folder inbox = (Pop3Folder) TestMail.inbox(store, Folder.READ_ONLY);
            assertThat(inbox.getUID(inbox.getMessage(2))).isEqualTo(expected);
            assertThat(inbox.getUID(inbox.getMessage(1))).isEqualTo("ok1");
            assertThat(inbox.isOpen()).isTrue();
            inbox.close(false);
            peer.verify();
        }
    }

    @ParameterizedTest
    @MethodSource("odd")
    @DisplayName("Angus gives the same, but for an empty string where the line ends with a SPACE")
    void asAngus(String second, @Nullable String expected) throws Exception {
        String again = second.isEmpty() ? "\nC: UIDL 2\nS: +OK 2" : "";
        withAngus(listing(second) + again + "\n" + NOOP + "\n" + QUIT, inbox -> {
            // getMessages would send NOOP.
            inbox.fetch(new Message[] {inbox.getMessage(1), inbox.getMessage(2)}, profile());
            String angus = inbox.getUID(inbox.getMessage(2));
            assertThat(angus).isEqualTo(second.equals("\\x20") ? "" : expected);
            assertThat(inbox.isOpen()).isTrue();
            inbox.close(false);
        });
    }

    @Test
    @DisplayName("Angus stumbles over what is no listing, or takes it for one that says nothing")
    void noListingForAngus() throws Exception {
        withAngus(
                "C: UIDL\nS: +OK\nS: Subject: hi\nS:\nS: 1 apple\nS: .",
                inbox -> assertThatExceptionOfType(NumberFormatException.class)
                        .isThrownBy(() -> inbox.fetch(new Message[] {inbox.getMessage(1)}, profile())));
        withAngus("C: UIDL\nS: +OK\nS: x\nS: .\nC: UIDL 1\nS: +OK x", inbox -> {
            inbox.fetch(new Message[] {inbox.getMessage(1)}, profile());
            assertThat(inbox.getUID(inbox.getMessage(1))).isNull();
        });
    }

    /** Something done with an INBOX of Angus. */
    private interface Use {
        void with(POP3Folder inbox) throws Exception;
    }

    private static void withAngus(String rest, Use use) throws Exception {
        Dialogue dialogue = Dialogue.parse("""
                S: +OK ready
                C: CAPA
                S: +OK
                S: UIDL
                S: USER
                S: .
                C: USER mrose
                S: +OK
                C: PASS secret
                S: +OK
                C: STAT
                S: +OK 2 200
                """ + rest);
        try (ScriptedPeer peer = TestMail.start(dialogue)) {
            Properties properties = TestMail.properties(peer.port());
            properties.setProperty("mail.pop3.class", TestMail.ANGUS);
            Store store = Session.getInstance(properties).getStore("pop3");
            store.connect("mrose", "secret");
            use.with((POP3Folder) TestMail.inbox(store, Folder.READ_ONLY));
            peer.verify();
        }
    }

    @ParameterizedTest
    @MethodSource("odd")
    @DisplayName("ledger: the folder opens; without a unique-id of its own a message is RECENT in every session")
    void withALedger(String second, @Nullable String expected, @TempDir Path folder) throws Exception {
        Path ledger = folder.resolve("ledger");
        boolean isUsable = expected != null && expected.startsWith("x");
        try (ScriptedPeer peer = TestMail.peer(2, listing(second), NOOP, QUIT);
                Store store = TestMail.connected(peer, Map.of("mail.pop3.ledger", ledger.toString()))) {
            Pop3Folder inbox = (Pop3Folder) TestMail.inbox(store, Folder.READ_WRITE);
            for (Message message : inbox.getMessages()) {
                assertThat(message.getFlags()).isEqualTo(new Flags(Flags.Flag.RECENT));
                message.setFlag(Flags.Flag.SEEN, true);
            }
            assertThat(inbox.getUID(inbox.getMessage(2))).isEqualTo(expected);
            assertThat(inbox.isOpen()).isTrue();
            inbox.close(false);
            peer.verify();
            try (SyncLedger left = SyncLedger.open(ledger, "mrose@127.0.0.1:" + peer.port())) {
                assertThat(left.takenAt("ok1")).isPresent();
                assertThat(expected != null && left.takenAt(expected).isPresent())
                        .isEqualTo(isUsable);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"C: UIDL\nS: +OK\nS: Subject: hi\nS:\nS: 1 apple\nS: .", "C: UIDL\nS: +OK\nS: \\x1b[2Jx\nS: ."})
    @DisplayName("R1939-46: what is no listing at all closes the folder; what came is told escaped, once (S-27)")
    void noListing(String dialogue) throws Exception {
        try (ScriptedPeer peer = TestMail.peer(2, dialogue, "C: <EOF>");
                Store store = TestMail.connected(peer)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            assertThatExceptionOfType(FolderClosedException.class)
                    .isThrownBy(() -> inbox.fetch(inbox.getMessages(), profile()))
                    .withMessageMatching(".*got \"(Subject: hi|\\\\x1b\\[2Jx)\".*");
            assertThat(inbox.isOpen()).isFalse();
            peer.verify();
        }
    }

    @Test
    @DisplayName("listed once while the folder is open, whoever asks")
    void listedOnce(@TempDir Path folder) throws Exception {
        String ledger = folder.resolve("ledger").toString();
        try (ScriptedPeer peer = TestMail.peer(2, listing(" ok1"), QUIT);
                Store store = TestMail.connected(peer, Map.of("mail.pop3.ledger", ledger))) {
            Pop3Folder inbox = (Pop3Folder) TestMail.inbox(store, Folder.READ_ONLY);
            assertThat(inbox.getUID(inbox.getMessage(1))).isEqualTo("ok1");
            inbox.fetch(inbox.getMessages(), profile());
            assertThat(inbox.getUID(inbox.getMessage(2))).isEqualTo("ok1");
            inbox.close(false);
            peer.verify();
        }
    }
}
