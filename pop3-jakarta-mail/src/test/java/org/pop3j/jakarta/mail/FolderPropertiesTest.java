package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.angus.mail.util.ReadableMime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3j.conformance.ScriptedPeer;

/** Properties about folders and messages. */
class FolderPropertiesTest {
    private static final String QUIT = "C: QUIT\nS: +OK\nS: <EOF>";
    private static final String RETR = "C: RETR 1\nS: +OK\nS: Subject: whole\nS:\nS: body\nS: .";
    private static final String TOP = "C: CAPA\nS: +OK\nS: TOP\nS: .\nC: TOP 1 0\nS: +OK\nS: Subject: top\nS:\nS: .";

    @TempDir
    private Path files = Path.of("");

    @ParameterizedTest
    @CsvSource({"false, top", "true, whole"})
    @DisplayName("forgettopheaders: the header of RETR replaces that of TOP")
    void forgetTopHeaders(String property, String subject) throws Exception {
        try (ScriptedPeer peer = TestMail.peer(1, TOP, RETR, QUIT);
                Store store = TestMail.connected(peer, Map.of("mail.pop3.forgettopheaders", property))) {
            Message message = TestMail.inbox(store, Folder.READ_ONLY).getMessage(1);
            assertThat(message.getSubject()).isEqualTo("top");
            assertThat(message.getContent()).isEqualTo("body\r\n");
            assertThat(message.getSubject()).isEqualTo(subject);
            message.getFolder().close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName(
            "keepmessagecontent: without it a message is kept as memory allows, with it until the folder is closed")
    void keepMessageContent() throws Exception {
        try (ScriptedPeer peer = TestMail.patientPeer(1, RETR, RETR, QUIT);
                Store store = TestMail.connected(peer)) {
            readTwice(store);
            peer.verify();
        }
        try (ScriptedPeer peer = TestMail.patientPeer(1, RETR, QUIT);
                Store store = TestMail.connected(peer, Map.of("mail.pop3.keepmessagecontent", "true"))) {
            readTwice(store);
            peer.verify();
        }
    }

    private static void readTwice(Store store) throws Exception {
        Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
        for (int i = 0; i < 2; i++) {
            try (InputStream content = inbox.getMessage(1).getInputStream()) {
                assertThat(content.readAllBytes()).hasSize(6);
            }
            useUpMemory();
        }
        inbox.close(false);
    }

    /** Only a JVM that has no memory left gives up what is softly reachable. */
    private static void useUpMemory() {
        List<byte[]> memory = new ArrayList<>();
        try {
            while (true) {
                memory.add(new byte[16 << 20]);
            }
        } catch (OutOfMemoryError expected) {
            assertThat(memory).isNotEmpty();
        }
    }

    @Test
    @DisplayName(
            "filecache.enable, filecache.dir: messages are kept in a file there, which nobody finds and which does not stay")
    void fileCache() throws Exception {
        String message = """
                S: +OK
                S: Subject: parts
                S: Content-Type: multipart/mixed; boundary=b
                S:
                S: --b
                S:
                S: one
                S: --b
                S:
                S: two
                S: --b--
                S: .
                """;
        Map<String, Object> properties =
                Map.of("mail.pop3.filecache.enable", "true", "mail.pop3.filecache.dir", files.toString());
        try (ScriptedPeer peer = TestMail.patientPeer(2, "C: RETR 1\n" + message, "C: RETR 2\n" + message, QUIT);
                Store store = TestMail.connected(peer, properties)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            for (Message each : inbox.getMessages()) {
                Multipart parts = (Multipart) each.getContent();
                assertThat(parts.getBodyPart(0).getContent()).isEqualTo("one");
                assertThat(parts.getBodyPart(1).getContent()).isEqualTo("two");
                assertThat(each.getSubject()).isEqualTo("parts");
            }
            useUpMemory();
            for (Message each : inbox.getMessages()) {
                assertThat(written(each)).startsWith("Subject: parts\r\n").endsWith("\r\n--b--\r\n");
                assertThat(new String(((Pop3Message) each).getMimeStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .isEqualTo(written(each));
            }
            inbox.close(false);
            peer.verify();
        }
        try (var left = Files.list(files)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    @DisplayName("filecache.dir: that cannot be written to is told when the folder is opened, and the session is ended")
    void fileCacheNowhere() throws Exception {
        Map<String, Object> properties = Map.of(
                "mail.pop3.filecache.enable",
                "true",
                "mail.pop3.filecache.dir",
                files.resolve("none").toString());
        try (ScriptedPeer peer = TestMail.peer(1, QUIT);
                Store store = TestMail.connected(peer, properties)) {
            assertThatThrownBy(() -> TestMail.inbox(store, Folder.READ_ONLY))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining("filecache");
            peer.verify();
        }
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 2"})
    @DisplayName("cachewriteto: what writeTo has written is kept")
    void cacheWriteTo(String property, int retrievals) throws Exception {
        String[] rest = retrievals == 1 ? new String[] {RETR, QUIT} : new String[] {RETR, RETR, QUIT};
        try (ScriptedPeer peer = TestMail.peer(1, rest);
                Store store = TestMail.connected(peer, Map.of("mail.pop3.cachewriteto", property))) {
            Message message = TestMail.inbox(store, Folder.READ_ONLY).getMessage(1);
            assertThat(written(message)).isEqualTo("Subject: whole\r\n\r\nbody\r\n");
            assertThat(message.getContent()).isEqualTo("body\r\n");
            message.getFolder().close(false);
            peer.verify();
        }
    }

    private static String written(Message message) throws Exception {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        message.writeTo(octets);
        return octets.toString(StandardCharsets.ISO_8859_1);
    }

    /** A message of the application. */
    public static class Loud extends Pop3Message {
        /**
         * As {@code message.class} wants it.
         *
         * @param folder the folder
         * @param number the number
         */
        public Loud(Folder folder, int number) {
            super(folder, number);
        }

        @Override
        public String getSubject() throws MessagingException {
            return super.getSubject() + "!";
        }
    }

    @Test
    @DisplayName("message.class: messages are of that class")
    void messageClass() throws Exception {
        try (ScriptedPeer peer = TestMail.peer(1, TOP, QUIT);
                Store store = TestMail.connected(peer, Map.of("mail.pop3.message.class", Loud.class.getName()))) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            assertThat(inbox.getMessage(1)).isInstanceOf(Loud.class).isSameAs(inbox.getMessage(1));
            assertThat(inbox.getMessage(1).getSubject()).isEqualTo("top!");
            inbox.close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName("where Angus is there, messages have its interface for reading them raw")
    void readableMime() throws Exception {
        try (ScriptedPeer peer = TestMail.peer(1, RETR, QUIT);
                Store store = TestMail.connected(peer)) {
            Message message = TestMail.inbox(store, Folder.READ_ONLY).getMessage(1);
            try (InputStream raw = ((ReadableMime) message).getMimeStream()) {
                assertThat(new String(raw.readAllBytes(), StandardCharsets.US_ASCII))
                        .isEqualTo("Subject: whole\r\n\r\nbody\r\n");
            }
            message.getFolder().close(false);
            peer.verify();
        }
    }

    @Test
    @DisplayName("a property may be an object or a string, and a default of the application")
    void defaults() throws Exception {
        Map<String, Object> properties = new HashMap<>();
        properties.put("mail.pop3.disabletop", Boolean.TRUE);
        try (ScriptedPeer peer = TestMail.peer(1, RETR, QUIT);
                Store store = TestMail.connected(peer, properties)) {
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            assertThat(inbox.getMessage(1).getSubject()).isEqualTo("whole");
            inbox.close(false);
            peer.verify();
        }
    }
}
