package org.pop3j.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pop3j.sasl.Talk.octets;
import static org.pop3j.sasl.Talk.text;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.security.sasl.AuthenticationException;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScramTest {
    private static final ScramParameters CHEAP = new ScramParameters(4096, 16);
    private static final ScramDecoys DECOYS = new ScramDecoys(octets("0123456789abcdef"), CHEAP);
    private static final ChannelBinding EXPORTER =
            new ChannelBinding(ChannelBinding.Type.TLS_EXPORTER, octets("of this connection"));
    private static final ChannelBinding END_POINT =
            new ChannelBinding(ChannelBinding.Type.TLS_SERVER_END_POINT, octets("of the certificate"));

    private static ScramLookup only(String name, ScramCredential credential) {
        return asked -> asked.equals(name) ? Optional.of(credential) : Optional.empty();
    }

    private static ScramLookup user(ScramHash hash) {
        return only("user", ScramCredential.derive(hash, "pencil", CHEAP));
    }

    private static SaslServer server(List<ChannelBinding> offered) {
        return SaslServers.scram(ScramHash.SHA_256, user(ScramHash.SHA_256), DECOYS, offered);
    }

    private static SaslClient client(Gs2Binding binding) {
        return SaslClients.scram(ScramHash.SHA_256, PasswordCredential.of("user", "pencil"), binding);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R5802-01 every hash, with and without channel binding")
    void everyHash(ScramHash hash) throws SaslException {
        PasswordCredential credential = PasswordCredential.of("user", "pencil");
        SaslServer plain = SaslServers.scram(hash, user(hash), DECOYS, List.of());
        Talk.between(SaslClients.scram(hash, credential, Gs2Binding.impossible()), plain);
        assertThat(plain.getMechanismName()).isEqualTo("SCRAM-" + hash.hashName());
        SaslServer plus = SaslServers.scramPlus(hash, user(hash), DECOYS, List.of(EXPORTER, END_POINT));
        Talk.between(SaslClients.scram(hash, credential, Gs2Binding.of(END_POINT)), plus);
        assertThat(plus.getMechanismName()).isEqualTo("SCRAM-" + hash.hashName() + "-PLUS");
        assertThat(plus.getAuthorizationID()).isEqualTo("user");
        assertThat(plus.getNegotiatedProperty(Sasl.QOP)).isEqualTo("auth");
        assertThat(plus.getNegotiatedProperty(Sasl.MAX_BUFFER)).isNull();
    }

    @Test
    @DisplayName("R5802-06 the four combinations: n and y where nothing was offered, y where -PLUS was, p")
    void gs2Flags() throws SaslException {
        Talk.between(client(Gs2Binding.impossible()), server(List.of()));
        Talk.between(client(Gs2Binding.notOffered()), server(List.of()));
        Talk.between(client(Gs2Binding.impossible()), server(List.of(EXPORTER)));
        assertThatThrownBy(() -> Talk.between(client(Gs2Binding.notOffered()), server(List.of(EXPORTER))))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("downgrade");
        assertThatThrownBy(() -> Talk.between(client(Gs2Binding.of(EXPORTER)), server(List.of(EXPORTER))))
                .hasMessageContaining("expected the GS2 flag n or y");
    }

    @Test
    @DisplayName("R5802-06 a -PLUS mechanism takes only p, a type that is possible, and the data of the connection")
    void plusIsBound() {
        List<ChannelBinding> bindings = List.of(EXPORTER);
        ScramHash hash = ScramHash.SHA_256;
        assertThatThrownBy(() -> Talk.between(
                        client(Gs2Binding.impossible()), SaslServers.scramPlus(hash, user(hash), DECOYS, bindings)))
                .hasMessageContaining("expected the GS2 flag p=");
        assertThatThrownBy(() -> Talk.between(
                        client(Gs2Binding.of(END_POINT)), SaslServers.scramPlus(hash, user(hash), DECOYS, bindings)))
                .hasMessageContaining("not possible here");
        ChannelBinding other = new ChannelBinding(ChannelBinding.Type.TLS_EXPORTER, octets("of another one"));
        assertThatThrownBy(() -> Talk.between(
                        client(Gs2Binding.of(other)), SaslServers.scramPlus(hash, user(hash), DECOYS, bindings)))
                .isInstanceOf(SaslException.class)
                .isNotInstanceOf(AuthenticationException.class)
                .hasMessageContaining("another TLS connection");
        assertThatThrownBy(() -> SaslServers.scramPlus(hash, user(hash), DECOYS, bindings)
                        .evaluateResponse(octets("p=tls-unique,,n=user,r=abc")))
                .hasMessageContaining("not possible here");
    }

    @Test
    @DisplayName("R5034-15 R4616-02 the authorization id is told, escapes of names are undone")
    void names() throws SaslException {
        ScramHash hash = ScramHash.SHA_1;
        PasswordCredential credential = new PasswordCredential(Optional.of("the=boss,"), "us,er=", "pencil");
        SaslServer server = SaslServers.scram(
                hash, only("us,er=", ScramCredential.derive(hash, "pencil", CHEAP)), DECOYS, List.of());
        Talk.between(SaslClients.scram(hash, credential, Gs2Binding.impossible()), server);
        assertThat(server.getAuthorizationID()).isEqualTo("the=boss,");
    }

    @Test
    @DisplayName("R4616-03 names and passwords that look the same are the same")
    void preparedOnBothSides() throws SaslException {
        ScramHash hash = ScramHash.SHA_256;
        ScramLookup users = only("IX", ScramCredential.derive(hash, "\u2168", CHEAP));
        PasswordCredential credential = PasswordCredential.of("I\u00adX", "IX");
        Talk.between(
                SaslClients.scram(hash, credential, Gs2Binding.impossible()),
                SaslServers.scram(hash, users, DECOYS, List.of()));
        SaslServer asks = SaslServers.scram(hash, users, DECOYS, List.of());
        assertThat(text(asks.evaluateResponse(octets("n,,n=I\u00adX,r=abc"))))
                .contains(Base64.getEncoder()
                        .encodeToString(users.credential("IX").orElseThrow().salt()));
    }

    @Test
    @DisplayName("wrong passwords and unknown users fail alike, both at the proof")
    void wrongCredentials() {
        for (PasswordCredential wrong :
                List.of(PasswordCredential.of("user", "Pencil"), PasswordCredential.of("nobody", "pencil"))) {
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> Talk.between(
                            SaslClients.scram(ScramHash.SHA_256, wrong, Gs2Binding.impossible()), server(List.of())))
                    .withMessage("user name or password is wrong");
        }
    }

    @Test
    @DisplayName(
            "R5802-05 an unknown user always sees the same salt, another than the next, and the count of real users")
    void decoys() throws SaslException {
        String first = text(server(List.of()).evaluateResponse(octets("n,,n=nobody,r=abc")));
        String again = text(server(List.of()).evaluateResponse(octets("n,,n=nobody,r=abc")));
        String other = text(server(List.of()).evaluateResponse(octets("n,,n=noone,r=abc")));
        String real = text(server(List.of()).evaluateResponse(octets("n,,n=user,r=abc")));
        assertThat(salt(again)).isEqualTo(salt(first)).hasSameSizeAs(salt(real)).isNotEqualTo(salt(other));
        assertThat(first).endsWith(",i=4096").hasSameSizeAs(real);
        assertThat(first).isNotEqualTo(again);
    }

    private static String salt(String serverFirst) {
        return serverFirst.substring(serverFirst.indexOf(",s="), serverFirst.lastIndexOf(','));
    }

    @Test
    @DisplayName("R5802-05 decoys depend on key, hash and name, and fill salts of any length")
    void decoysDiffer() {
        ScramDecoys others = new ScramDecoys(octets("another key of this server"), new ScramParameters(5000, 100));
        byte[] long1 = others.credential(ScramHash.SHA_1, "a").salt();
        assertThat(long1)
                .hasSize(100)
                .isNotEqualTo(others.credential(ScramHash.SHA_256, "a").salt());
        assertThat(List.of(long1[0], long1[20], long1[40], long1[60], long1[80]))
                .as("no block is repeated")
                .doesNotHaveDuplicates();
        assertThat(others.credential(ScramHash.SHA_1, "a").storedKey())
                .isNotEqualTo(others.credential(ScramHash.SHA_1, "b").storedKey())
                .isNotEqualTo(others.credential(ScramHash.SHA_1, "a").serverKey());
        assertThatThrownBy(() -> new ScramDecoys(new byte[15], CHEAP)).hasMessageContaining("16");
        assertThat(DECOYS.toString()).doesNotContain("0123");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "n",
                "n,",
                "n,,",
                "x,,n=user,r=abc",
                "n,x,n=user,r=abc",
                "n,a=,n=user,r=abc",
                "n,a==2X,n=user,r=abc",
                "n,,m=x,n=user,r=abc",
                "n,,n=user",
                "n,,n=user,r=",
                "n,,n=user,r=a b",
                "n,,n=user,r=\u00e4",
                "n,,r=abc",
                "n,,n=us=er,r=abc",
                "n,,n=us=2cer,r=abc",
                "n,,n=,r=abc",
                "n,,n=user,r=abc,x",
                "n,,n=user,r=abc,x=",
                "n,,n=user,r=abc,1=2",
                "n,,n=us\u0007er,r=abc",
                "y=,,n=user,r=abc",
                "p=,,n=user,r=abc",
                "n=user,r=abc"
            })
    @DisplayName("R5802-01 R5802-02 client-first messages that are none")
    void malformedClientFirst(String message) {
        SaslServer server = server(List.of());
        assertThatThrownBy(() -> server.evaluateResponse(octets(message))).isInstanceOf(SaslException.class);
        assertThatThrownBy(() -> server.evaluateResponse(octets(message))).isInstanceOf(IllegalStateException.class);
        assertThat(server.isComplete()).isFalse();
        assertThatThrownBy(server::getAuthorizationID).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("R5802-02 an unknown optional extension is ignored; UTF-8 that is none is refused")
    void extensions() throws SaslException {
        assertThat(text(server(List.of()).evaluateResponse(octets("n,,n=user,r=abc,x=y,z=1=2"))))
                .startsWith("r=abc");
        assertThatThrownBy(() -> server(List.of()).evaluateResponse(new byte[] {'n', ',', ',', 'n', '=', (byte) 0xff}))
                .hasMessage("expected UTF-8");
    }

    /** The client's last message with a change. */
    private static void assertFinalRefused(UnaryOperator<String> change, String message) {
        try {
            SaslClient client = client(Gs2Binding.impossible());
            SaslServer server = server(List.of());
            byte[] challenge = server.evaluateResponse(client.evaluateChallenge(new byte[0]));
            String last = text(client.evaluateChallenge(challenge));
            assertThatThrownBy(() -> server.evaluateResponse(octets(change.apply(last))))
                    .isInstanceOf(SaslException.class)
                    .hasMessageContaining(message);
            assertThat(server.isComplete()).isFalse();
        } catch (SaslException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("R5802-02 R5802-06 a changed nonce, binding or proof in the client's last message")
    void changedClientFinal() {
        assertFinalRefused(last -> last.replace("r=", "r=x"), "the nonce of this exchange");
        assertFinalRefused(last -> last.replace(",p=", "x,p="), "the nonce of this exchange");
        assertFinalRefused(last -> last.replace("c=biws", "c=eSws"), "another TLS connection");
        assertFinalRefused(last -> last.replace("c=biws", "c=biw"), "expected base64");
        assertFinalRefused(last -> last.replace("c=biws", "c=bi s"), "expected base64");
        assertFinalRefused(last -> last.substring(0, last.indexOf(",p=")), "expected a proof");
        assertFinalRefused(last -> last + ",x=y", "expected nothing more");
        assertFinalRefused(last -> last.replace(",p=", ",m=x,p="), "an extension that is not known");
        assertFinalRefused(last -> last.replace(",p=", ",xy,p="), "expected an extension");
        assertFinalRefused(last -> last.replaceAll("p=.*", "p=AAAA"), "is wrong");
        assertFinalRefused(last -> last.replaceAll("p=.*", "p="), "is wrong");
        assertFinalRefused(
                last -> last.replaceAll("p=.*", "p=" + Base64.getEncoder().encodeToString(new byte[32])), "is wrong");
    }

    @Test
    @DisplayName("an optional extension in the client's last message is part of what is proved")
    void extensionInClientFinalIsProved() {
        assertFinalRefused(last -> last.replace(",p=", ",x=y,p="), "is wrong");
    }

    private static String serverFirst(SaslClient client, String rest) throws SaslException {
        String first = text(client.evaluateChallenge(new byte[0]));
        return first.substring(first.indexOf("r=")) + rest;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x,s=QSXCR+Q6sek8bf92,i=1",
                "x,s=QSXCR+Q6sek8bf92,i=4095",
                "x,s=QSXCR+Q6sek8bf92,i=1000001",
                "x,s=QSXCR+Q6sek8bf92,i=2000000000",
                "x,s=QSXCR+Q6sek8bf92,i=99999999999999999999",
                "x,s=QSXCR+Q6sek8bf92,i=+5000",
                "x,s=QSXCR+Q6sek8bf92,i=05000",
                "x,s=QSXCR+Q6sek8bf92,i=\u0665\u0665\u0665\u0665",
                "x,s=QSXCR+Q6sek8bf92,i=",
                "x,s=QSXCR+Q6sek8bf92",
                "x,s=,i=5000",
                "x,s=QSXCR+Q6sek8bf9,i=5000",
                "x,s=QQ,i=5000",
                "x,i=5000",
                ",s=QSXCR+Q6sek8bf92,i=5000",
                "x,s=QSXCR+Q6sek8bf92,i=5000,m=1",
                "x,s=QSXCR+Q6sek8bf92,i=5000,x"
            })
    @DisplayName("R5802-02 R5802-04 S-23 server-first messages that a client refuses: counts, salts, nonce, extensions")
    void refusedServerFirst(String rest) throws SaslException {
        SaslClient client = client(Gs2Binding.impossible());
        String message = serverFirst(client, rest);
        assertThatThrownBy(() -> client.evaluateChallenge(octets(message))).isInstanceOf(SaslException.class);
        assertThat(client.isComplete()).isFalse();
        assertThatThrownBy(() -> client.evaluateChallenge(octets(message))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    @DisplayName("R5802-04 S-23 the bounds themselves are taken: 4096 and 1,000,000 iterations, a salt of 1,024 octets")
    void bounds() throws SaslException {
        String longest = Base64.getEncoder().encodeToString(new byte[1024]);
        for (String rest : List.of("x,s=QQ==,i=4096", "x,s=QQ==,i=1000000", "x,s=" + longest + ",i=4096,x=y")) {
            SaslClient client = client(Gs2Binding.impossible());
            assertThat(text(client.evaluateChallenge(octets(serverFirst(client, rest)))))
                    .startsWith("c=biws,r=")
                    .contains(",p=");
        }
        SaslClient client = client(Gs2Binding.impossible());
        String tooLong = Base64.getEncoder().encodeToString(new byte[1025]);
        String message = serverFirst(client, "x,s=" + tooLong + ",i=4096");
        assertThatThrownBy(() -> client.evaluateChallenge(octets(message))).hasMessageContaining("1024");
    }

    @Test
    @DisplayName("R5802-02 a nonce that is not the client's, or a mandatory extension, ends the exchange")
    void foreignNonce() throws SaslException {
        SaslClient client = client(Gs2Binding.impossible());
        client.evaluateChallenge(new byte[0]);
        assertThatThrownBy(() -> client.evaluateChallenge(octets("r=abc,s=QSXCR+Q6sek8bf92,i=5000")))
                .hasMessageContaining("R5802-02");
        SaslClient other = client(Gs2Binding.impossible());
        String extended = "m=1," + serverFirst(other, "x,s=QSXCR+Q6sek8bf92,i=5000");
        assertThatThrownBy(() -> other.evaluateChallenge(octets(extended)))
                .hasMessageContaining("an extension that is not known");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v=", "v=AAAA", "x=y", "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", "v=$,x"})
    @DisplayName("R5802-03 S-22 a missing or wrong signature is no login")
    void wrongSignature(String message) throws SaslException {
        SaslClient client = client(Gs2Binding.impossible());
        SaslServer server = server(List.of());
        client.evaluateChallenge(server.evaluateResponse(client.evaluateChallenge(new byte[0])));
        assertThatThrownBy(() -> client.evaluateChallenge(octets(message)))
                .isInstanceOf(SaslException.class)
                .isNotInstanceOf(AuthenticationException.class);
        assertThat(client.isComplete()).isFalse();
    }

    @Test
    @DisplayName("R5802-03 right behind the proof, before any signature, the client is not complete")
    void noSignature() throws SaslException {
        SaslClient client = client(Gs2Binding.impossible());
        SaslServer server = server(List.of());
        client.evaluateChallenge(server.evaluateResponse(client.evaluateChallenge(new byte[0])));
        assertThat(client.isComplete()).isFalse();
        assertThatThrownBy(() -> client.getNegotiatedProperty(Sasl.QOP)).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid-proof", "other-error"})
    @DisplayName("RFC 5802 section 7: errors of known names are told, others are not repeated (S-26)")
    void serverError(String error) throws SaslException {
        SaslClient first = client(Gs2Binding.impossible());
        first.evaluateChallenge(new byte[0]);
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> first.evaluateChallenge(octets("e=" + error)))
                .withMessage("the server refused: " + error);
        SaslClient last = client(Gs2Binding.impossible());
        last.evaluateChallenge(server(List.of()).evaluateResponse(last.evaluateChallenge(new byte[0])));
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> last.evaluateChallenge(octets("e=\u001b[31m" + error)))
                .withMessage("the server refused: an error of no known name");
    }

    @Test
    @DisplayName("an authenticator that cannot answer now is passed on as it is")
    void unavailable() {
        CredentialsUnavailableException down = new CredentialsUnavailableException("down", new Exception());
        SaslServer server = SaslServers.scram(
                ScramHash.SHA_1,
                name -> {
                    throw down;
                },
                DECOYS,
                List.of());
        assertThatThrownBy(() -> server.evaluateResponse(octets("n,,n=user,r=abc")))
                .isSameAs(down);
    }
}
