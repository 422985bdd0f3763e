package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

/** When a session waits awake. */
class BriefWaitUseTest {
    private static final int COMMANDS = 100;
    private static final Duration FAR = Duration.ofNanos(2 * BriefWait.SHORT_NANOS);

    static boolean isOneProcessor() {
        return Runtime.getRuntime().availableProcessors() < 2;
    }

    @Test
    @DisabledIf("isOneProcessor")
    @DisplayName("A session looks for answers before it sleeps where they come at once, and not at a distance")
    void looksForWhatIsNearOnly() throws IOException {
        int near = looks(Duration.ZERO);
        int far = looks(FAR);
        // A pause of the JVM makes a wait long now and then.
        assertThat(near - far).isBetween(COMMANDS / 2, 2 * COMMANDS);
    }

    private static int looks(Duration distance) throws IOException {
        AnsweringSocket socket = new AnsweringSocket(distance);
        Pop3Client client = Pop3Client.builder("localhost")
                .tls(TlsMode.NONE)
                .plaintextLogin(PlaintextLogin.ALLOWED)
                .build();
        try (Pop3Session session = client.connect(socket)) {
            session.logIn("mrose", "secret");
            for (int i = 0; i < COMMANDS; i++) {
                session.noop();
            }
        }
        return socket.looks;
    }

    /** Leads to a server of one thought, which is there as soon as it is asked, or when it has been waited for. */
    private static final class AnsweringSocket extends Socket {
        private final Duration distance;
        private byte[] answer = "+OK ready\r\n".getBytes(StandardCharsets.US_ASCII);
        private int looks;

        AnsweringSocket(Duration distance) {
            this.distance = distance;
        }

        @Override
        public void setSoTimeout(int milliseconds) {
            // There is always an answer.
        }

        @Override
        public InputStream getInputStream() {
            return new InputStream() {
                @Override
                public int available() {
                    looks++;
                    return distance.isZero() ? answer.length : 0;
                }

                @Override
                public int read() {
                    throw new UnsupportedOperationException();
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    LockSupport.parkNanos(distance.toNanos());
                    int count = answer.length;
                    System.arraycopy(answer, 0, target, offset, count);
                    answer = new byte[0];
                    return count;
                }
            };
        }

        @Override
        public OutputStream getOutputStream() {
            return new ByteArrayOutputStream() {
                @Override
                public void write(byte[] source, int offset, int length) {
                    String command = new String(source, offset, length, StandardCharsets.US_ASCII);
                    answer = (command.startsWith("CAPA") ? "-ERR\r\n" : "+OK\r\n").getBytes(StandardCharsets.US_ASCII);
                }
            };
        }
    }
}
