package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pop3j.codec.MessageNumber;

/** A message much larger than the heap, fetched in a process of its own; with the Maven profile {@code large}, over 2 GiB. */
@Timeout(300)
class LargeMessageTest {
    private static final long OCTETS = Long.getLong("pop3.large.octets", 200_000_000L);
    private static final byte[] LINES = ("x".repeat(98) + "\r\n").repeat(1000).getBytes(StandardCharsets.US_ASCII);

    /** Fetches message 1 from a port into nothing, in all four ways, one of which is to throw it away, and prints the octets. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws IOException {
            Pop3Client client = PlainClient.of(Integer.parseInt(arguments[0])).build();
            MessageNumber one = new MessageNumber(1);
            try (Pop3Session session = client.connect()) {
                session.logIn("ada", "sesame");
                System.out.println(session.scanListing(one).octets());
                System.out.println(session.retrieve(one, OutputStream.nullOutputStream()));
                try (MessageStream stream = session.retrieve(one)) {
                    System.out.println(stream.transferTo(OutputStream.nullOutputStream()));
                }
                try (MessageStream stream = session.retrieve(one)) {
                    byte[] room = new byte[100_000];
                    while (stream.read(room) >= 0) {
                        continue;
                    }
                    System.out.println(stream.octets());
                }
                MessageStream unread = session.retrieve(one);
                unread.close();
                System.out.println(unread.octets());
                session.quit();
            }
        }
    }

    @Test
    @DisplayName(
            "S-06: one session fetches a message of many times its heap of 32 MiB in each way, with the right size")
    void largerThanTheHeap() throws Exception {
        long pieces = OCTETS / LINES.length + 1;
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> serve(listener, pieces), "large server");
            server.setDaemon(true);
            server.start();
            Process child = ChildJvm.start(List.of("-Xmx32m"), Child.class, String.valueOf(listener.getLocalPort()));
            String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor()).as(said).isZero();
            String octets = String.valueOf(pieces * LINES.length);
            assertThat(said.lines()).containsExactly(octets, octets, octets, octets, octets);
        }
    }

    private static void serve(ServerSocket listener, long pieces) {
        try (Socket socket = listener.accept();
                OutputStream out = socket.getOutputStream();
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            say(out, "+OK\r\n");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("RETR 1")) {
                    say(out, "+OK\r\n");
                    for (long i = 0; i < pieces; i++) {
                        out.write(LINES);
                    }
                    say(out, ".\r\n");
                } else if (line.equals("LIST 1")) {
                    say(out, "+OK 1 " + pieces * LINES.length + "\r\n");
                } else {
                    say(out, line.equals("CAPA") ? "-ERR\r\n" : "+OK\r\n");
                }
            }
        } catch (IOException clientIsGone) {
            return;
        }
    }

    private static void say(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
