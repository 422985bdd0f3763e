package org.pop3j.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.jspecify.annotations.Nullable;

/** Lets a client and a server talk as RFC 5034 carries their messages. */
final class Talk {
    private Talk() {}

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte @Nullable [] octets) {
        assertThat(octets).isNotNull();
        return new String(octets, StandardCharsets.UTF_8);
    }

    /** Ends when the server is convinced; throws what either side throws. */
    static void between(SaslClient client, SaslServer server) throws SaslException {
        boolean isClientFirst =
                SaslMechanism.named(server.getMechanismName()).orElseThrow().firstToSpeak()
                        == SaslMechanism.FirstToSpeak.CLIENT;
        byte @Nullable [] response = isClientFirst ? client.evaluateChallenge(new byte[0]) : new byte[0];
        for (int rounds = 0; rounds < 9; rounds++) {
            byte @Nullable [] challenge = server.evaluateResponse(response == null ? new byte[0] : response);
            if (challenge == null || server.isComplete() && client.isComplete()) {
                assertThat(server.isComplete()).as("server is complete").isTrue();
                assertThat(client.isComplete()).as("client is complete").isTrue();
                return;
            }
            response = client.evaluateChallenge(challenge);
            if (server.isComplete()) {
                assertThat(response == null || response.length == 0)
                        .as("nothing answers the last data of a server")
                        .isTrue();
                assertThat(client.isComplete()).as("client is complete").isTrue();
                return;
            }
        }
        throw new AssertionError("no end after nine rounds");
    }
}
