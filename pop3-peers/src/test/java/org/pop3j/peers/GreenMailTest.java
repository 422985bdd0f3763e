package org.pop3j.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our client and GreenMail. */
@Timeout(120)
class GreenMailTest {
    private static final String FIRST = "Subject: first\r\n\r\none\r\n.dot\r\n";
    private static final String SECOND = "Subject: second\r\n\r\ntwo\r\n";

    @Test
    @DisplayName("GreenMail: lists, retrieves in three ways, syncs, deletes")
    void round() throws Exception {
        try (GreenMailServer server = new GreenMailServer()) {
            server.deliver(FIRST);
            server.deliver(SECOND);
            PeerRound round = new PeerRound(server.pop3(), "test", "test");
            List<String> messages = round.read();
            assertThat(messages).hasSize(2);
            assertThat(messages.get(0)).contains("Subject: first", "\r\n\r\none\r\n.dot");
            assertThat(messages.get(1)).contains("Subject: second", "\r\n\r\ntwo");
            round.sync(2);
        }
    }
}
