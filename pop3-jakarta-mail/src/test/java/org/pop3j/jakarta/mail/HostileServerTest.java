package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.conformance.ScriptedPeer;

/**
 * Servers that cut and lie. Those that insult, flood and drip are in HostileAnswersTest, lines without end in AngusFaultsTest too,
 * and servers that are not who they say in TlsPropertiesTest.
 */
@Timeout(120)
class HostileServerTest {
    /** What the server says to each command of a program that takes two messages and deletes them, the greeting first. */
    private static final List<String> REPLIES = List.of(
            "+OK ready\r\n",
            "+OK\r\nUIDL\r\nTOP\r\n.\r\n", // CAPA
            "+OK\r\n", // USER
            "+OK\r\n", // PASS
            "+OK 2 40\r\n", // STAT
            "+OK\r\nSubject: a\r\n\r\none\r\n.\r\n", // RETR 1
            "+OK\r\nSubject: b\r\n\r\ntwo\r\n.\r\n", // RETR 2
            "+OK\r\nUIDL\r\nTOP\r\n.\r\n", // CAPA, which may differ after the login
            "+OK\r\n", // DELE 1
            "+OK\r\n", // DELE 2
            "+OK bye\r\n"); // QUIT

    private static final int FIRST_RETR = 5;

    /** Says some octets of its replies, and then hangs up. */
    private static final class CuttingServer implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final CompletableFuture<List<String>> heard = new CompletableFuture<>();

        CuttingServer(int octets) throws IOException {
            Thread thread = new Thread(() -> serve(octets), "cutting server");
            thread.setDaemon(true);
            thread.start();
        }

        private void serve(int octets) {
            List<String> commands = new ArrayList<>();
            try (Socket socket = listener.accept();
                    BufferedReader in = new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
                // A program whose folder cannot be opened connects again, and is to find nobody.
                listener.close();
                socket.setTcpNoDelay(true);
                int left = octets;
                for (String reply : REPLIES) {
                    byte[] part =
                            reply.substring(0, Math.min(left, reply.length())).getBytes(StandardCharsets.US_ASCII);
                    socket.getOutputStream().write(part);
                    left -= part.length;
                    String command = left == 0 ? null : in.readLine();
                    if (command == null) {
                        break;
                    }
                    commands.add(command);
                }
                heard.complete(commands);
            } catch (IOException e) {
                heard.completeExceptionally(e);
            }
        }

        List<String> heard() throws Exception {
            return heard.get(10, TimeUnit.SECONDS);
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }

    private static int octetsUpTo(int replies) {
        return REPLIES.subList(0, replies).stream().mapToInt(String::length).sum();
    }

    /** Takes all, then deletes all; what was taken is the caller's even if it fails. */
    private static void takeAndDelete(int port, List<String> taken) throws Exception {
        Properties properties = TestMail.properties(port);
        properties.setProperty("mail.pop3.timeout", "10000");
        try (Store store = Session.getInstance(properties).getStore("pop3")) {
            store.connect("mrose", "secret");
            Folder inbox = TestMail.inbox(store, Folder.READ_WRITE);
            for (Message message : inbox.getMessages()) {
                taken.add(message.getContent().toString());
                message.setFlag(Flags.Flag.DELETED, true);
            }
            inbox.close(true);
        }
    }

    @Test
    @DisplayName(
            "S-10: cut at every octet of a dialogue: no message that is not whole is given out, and none deleted unsaid")
    void cutAtEveryOctet() throws Exception {
        int whole = octetsUpTo(REPLIES.size());
        int first = octetsUpTo(FIRST_RETR + 1);
        int second = octetsUpTo(FIRST_RETR + 2);
        for (int octets = 0; octets <= whole; octets++) {
            List<String> taken = new ArrayList<>();
            boolean isCommitted = false;
            try (CuttingServer server = new CuttingServer(octets)) {
                try {
                    takeAndDelete(server.listener.getLocalPort(), taken);
                    isCommitted = true;
                } catch (jakarta.mail.MessagingException | IOException cut) {
                    assertThat(cut).as("cut at %d", octets).hasMessageNotContaining("secret");
                }
                List<String> expected = octets < first
                        ? List.of()
                        : octets < second ? List.of("one\r\n") : List.of("one\r\n", "two\r\n");
                assertThat(taken).as("cut at %d", octets).isEqualTo(expected);
                assertThat(isCommitted).as("cut at %d", octets).isEqualTo(octets == whole);
                if (octets < second) {
                    assertThat(server.heard()).as("cut at %d", octets).noneMatch(command -> command.startsWith("DELE"));
                }
            }
        }
    }

    @Test
    @DisplayName("S-35: headers of a message that speak of unique-ids, flags, dates and lengths decide nothing")
    void forgedHeaders(@TempDir Path folder) throws Exception {
        String retr = """
                C: RETR 1
                S: +OK
                S: Subject: forged
                S: X-UIDL: b
                S: Status: RO
                S: X-Mozilla-Status: 0009
                S: X-Keywords: \\\\Seen \\\\Deleted
                S: Content-Length: 1
                S:
                S: the whole body
                S: .""";
        String uidl = "C: UIDL\nS: +OK\nS: 1 a\nS: 2 b\nS: .";
        try (ScriptedPeer peer = TestMail.peer(2, uidl, retr, "C: NOOP\nS: +OK", "C: QUIT\nS: +OK\nS: <EOF>");
                Store store = TestMail.connected(
                        peer,
                        Map.of("mail.pop3.ledger", folder.resolve("ledger").toString()))) {
            Pop3Folder inbox = (Pop3Folder) TestMail.inbox(store, Folder.READ_WRITE);
            Message message = inbox.getMessage(1);
            assertThat(message.getContent()).isEqualTo("the whole body\r\n");
            assertThat(((MimeMessage) message).getHeader("X-UIDL", null)).isEqualTo("b");
            assertThat(inbox.getUID(message)).isEqualTo("a");
            assertThat(message.getFlags()).isEqualTo(new Flags(Flags.Flag.RECENT));
            assertThat(message.getReceivedDate()).isNull();
            assertThat(message.getSize()).isEqualTo("the whole body\r\n".length());
            inbox.isOpen();
            inbox.close(true);
            peer.verify();
        }
    }
}
