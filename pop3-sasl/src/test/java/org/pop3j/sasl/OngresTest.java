package org.pop3j.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pop3j.sasl.Talk.octets;
import static org.pop3j.sasl.Talk.text;

import com.ongres.scram.client.ScramClient;
import java.util.List;
import java.util.Optional;
import javax.security.sasl.AuthenticationException;
import javax.security.sasl.SaslServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our server against the SCRAM client of com.ongres.scram, which nobody here wrote. */
class OngresTest {
    private static final ScramParameters CHEAP = new ScramParameters(4096, 16);
    private static final ScramDecoys DECOYS = new ScramDecoys(new byte[16], CHEAP);

    private static SaslServer server(ScramHash hash, List<ChannelBinding> bindings) {
        ScramCredential credential = ScramCredential.derive(hash, "p\u2168,=", CHEAP);
        ScramLookup users = name -> name.equals("us=er,\u00e9") ? Optional.of(credential) : Optional.empty();
        return bindings.isEmpty()
                ? SaslServers.scram(hash, users, DECOYS, bindings)
                : SaslServers.scramPlus(hash, users, DECOYS, bindings);
    }

    private static void logIn(ScramClient client, SaslServer server) throws Exception {
        byte[] serverFirst =
                server.evaluateResponse(octets(client.clientFirstMessage().toString()));
        client.serverFirstMessage(text(serverFirst));
        byte[] serverFinal =
                server.evaluateResponse(octets(client.clientFinalMessage().toString()));
        client.serverFinalMessage(text(serverFinal));
        assertThat(server.isComplete()).isTrue();
        assertThat(server.getAuthorizationID()).isEqualTo("us=er,\u00e9");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R5802-01 com.ongres.scram logs in, names escaped and prepared, and takes our signature")
    void unbound(ScramHash hash) throws Exception {
        ScramClient client = ScramClient.builder()
                .advertisedMechanisms(List.of(hash.mechanism().mechanismName()))
                .username("us=er,e\u0301")
                .password("pIX,=".toCharArray())
                .build();
        logIn(client, server(hash, List.of()));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R5802-06 com.ongres.scram logs in with channel binding")
    void bound(ScramHash hash) throws Exception {
        ChannelBinding binding = new ChannelBinding(ChannelBinding.Type.TLS_SERVER_END_POINT, octets("certificate"));
        ScramClient client = ScramClient.builder()
                .advertisedMechanisms(List.of(
                        hash.mechanism().mechanismName(), hash.plusMechanism().mechanismName()))
                .username("us=er,\u00e9")
                .password("p\u2168,=".toCharArray())
                .channelBinding("tls-server-end-point", octets("certificate"))
                .build();
        assertThat(client.getScramMechanism().getName()).endsWith("-PLUS");
        logIn(client, server(hash, List.of(binding)));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R5802-03 com.ongres.scram with a wrong password is refused")
    void wrong(ScramHash hash) {
        ScramClient client = ScramClient.builder()
                .advertisedMechanisms(List.of(hash.mechanism().mechanismName()))
                .username("us=er,\u00e9")
                .password("wrong".toCharArray())
                .build();
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> logIn(client, server(hash, List.of())));
    }
}
