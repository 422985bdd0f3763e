package org.pop3j.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our client and the protocol handlers of Apache James. */
@Timeout(120)
class JamesTest {
    @Test
    @DisplayName("Apache James: lists, retrieves in three ways, syncs, deletes")
    void round() throws Exception {
        try (JamesServer server = new JamesServer()) {
            PeerRound round = new PeerRound(server.port(), "test", "any");
            List<String> messages = round.read();
            assertThat(messages).hasSize(2);
            assertThat(messages.get(0)).startsWith("Subject: first\r\n").contains("one\r\n.dot\r\n");
            round.sync(2);
        }
    }
}
