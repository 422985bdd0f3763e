package org.pop3j.examples.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3j.examples.SampleMail;
import org.pop3j.examples.SampleMessage;

@Tag("peer")
@DisplayName("The sample mail, delivered")
class DeliveryAgentTest {
    @ParameterizedTest(name = "by {0}")
    @EnumSource
    @DisplayName("is in the Maildir as its delivery agent is known to leave it (S-39 for ours)")
    void delivered(DeliveryAgent agent, @TempDir Path folder) throws Exception {
        DeliveredMail delivered = DeliveredMail.by(agent, folder);
        for (SampleMessage message : SampleMail.all()) {
            String octets = Octets.of(message.octets());
            assertThat(delivered.files().containsKey(message.name()))
                    .as("%s is stored", message)
                    .isEqualTo(agent.stores(octets));
            if (agent.stores(octets)) {
                String expected = agent.stored(octets);
                String stored = Octets.of(delivered.files().get(message.name()));
                assertThat(stored.equals(expected))
                        .as("%s: %s", message, Octets.difference(expected, stored))
                        .isTrue();
            }
        }
    }
}
