package org.pop3j.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The exchanges that RFC 5802 section 5 and RFC 7677 section 3 print. */
class ScramVectorTest {
    private enum Vector {
        RFC_5802(
                ScramHash.SHA_1,
                "fyko+d2lbbFgONRv9qkxdawL",
                "3rfcNHYJY1ZVvWVs7j",
                "QSXCR+Q6sek8bf92",
                "v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
                "rmF9pqV8S7suAoZWja4dJRkFsKQ="),
        RFC_7677(
                ScramHash.SHA_256,
                "rOprNGfwEbeRWgbNEkqO",
                "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0",
                "W22ZaJ0SNY7soEsUEjb6gQ==",
                "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
                "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");

        final ScramHash hash;
        final String clientNonce;
        final String serverNonce;
        final String salt;
        final String proof;
        final String signature;

        Vector(ScramHash hash, String clientNonce, String serverNonce, String salt, String proof, String signature) {
            this.hash = hash;
            this.clientNonce = clientNonce;
            this.serverNonce = serverNonce;
            this.salt = salt;
            this.proof = proof;
            this.signature = signature;
        }

        String clientFirst() {
            return "n,,n=user,r=" + clientNonce;
        }

        String serverFirst() {
            return "r=" + clientNonce + serverNonce + ",s=" + salt + ",i=4096";
        }

        String clientFinal() {
            return "c=biws,r=" + clientNonce + serverNonce + ",p=" + proof;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R5802-01: the client says what the RFC's example says, and takes its signature")
    void clientFollowsTheExample(Vector vector) throws SaslException {
        SaslClient client = ScramClient.of(
                vector.hash, PasswordCredential.of("user", "pencil"), Gs2Binding.impossible(), vector.clientNonce);

        assertThat(text(client.evaluateChallenge(new byte[0]))).isEqualTo(vector.clientFirst());
        assertThat(text(client.evaluateChallenge(octets(vector.serverFirst())))).isEqualTo(vector.clientFinal());
        assertThat(client.isComplete()).isFalse();
        client.evaluateChallenge(octets("v=" + vector.signature));
        assertThat(client.isComplete()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R5802-01: the server says what the RFC's example says, and takes its proof")
    void serverFollowsTheExample(Vector vector) throws SaslException {
        ScramCredential stored = ScramCredential.derive(
                vector.hash, "pencil", Base64.getDecoder().decode(vector.salt), 4096);
        SaslServer server = ScramServer.of(
                vector.hash,
                name -> name.equals("user") ? Optional.of(stored) : Optional.empty(),
                new ScramDecoys(new byte[16], ScramParameters.DEFAULTS),
                ServerBinding.none(List.of()),
                vector.serverNonce);

        assertThat(text(server.evaluateResponse(octets(vector.clientFirst())))).isEqualTo(vector.serverFirst());
        assertThat(text(server.evaluateResponse(octets(vector.clientFinal())))).isEqualTo("v=" + vector.signature);
        assertThat(server.isComplete()).isTrue();
        assertThat(server.getAuthorizationID()).isEqualTo("user");
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.UTF_8);
    }
}
