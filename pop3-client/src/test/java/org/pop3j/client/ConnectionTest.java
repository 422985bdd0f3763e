package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.client.Pop3BrokenException.Phase;

/** What lies under a session. */
class ConnectionTest {
    @Test
    @DisplayName("A socket of the caller's that leads nowhere is told as not connected, and closed")
    void leadsNowhere() throws IOException {
        Pop3Client client = Pop3Client.builder("pop.example").port(7).build();
        try (Socket socket = new Socket()) {
            assertThatExceptionOfType(Pop3BrokenException.class)
                    .isThrownBy(() -> client.connect(socket))
                    .withMessageStartingWith("cannot connect to pop.example:7: ")
                    .satisfies(e -> assertThat(e.phase()).isEqualTo(Phase.CONNECTING));
            assertThat(socket.isClosed()).isTrue();
        }
    }
}
