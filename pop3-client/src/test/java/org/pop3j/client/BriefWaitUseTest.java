package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
        LookedAtSocket socket = new LookedAtSocket(distance);
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

    /** Leads to a server whose answer is there at once, or when it has been waited for. */
    private static final class LookedAtSocket extends AnsweringSocket {
        private final Duration distance;
        private int looks;

        LookedAtSocket(Duration distance) {
            this.distance = distance;
        }

        @Override
        int available(int octets) {
            looks++;
            return distance.isZero() ? octets : 0;
        }

        @Override
        void reading() {
            LockSupport.parkNanos(distance.toNanos());
        }

        @Override
        String answer(String commands) {
            return commands.startsWith("CAPA") ? "-ERR\r\n" : "+OK\r\n";
        }
    }
}
