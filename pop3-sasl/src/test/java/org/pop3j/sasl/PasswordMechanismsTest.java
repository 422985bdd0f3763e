package org.pop3j.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pop3j.sasl.Talk.octets;
import static org.pop3j.sasl.Talk.text;

import java.util.Optional;
import javax.security.sasl.AuthenticationException;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PLAIN, LOGIN, EXTERNAL and CRAM-MD5. */
class PasswordMechanismsTest {
    private static final PasswordCredential TIM = PasswordCredential.of("tim", "tanstaaftanstaaf");
    private static final PasswordVerifier VERIFIER =
            (name, password) -> name.equals("tim") && password.equals("tanstaaftanstaaf");
    private static final SecretLookup SECRETS =
            name -> name.equals("tim") ? Optional.of("tanstaaftanstaaf") : Optional.empty();

    @Test
    @DisplayName("R4616-01 the examples of RFC 4616 section 4")
    void plainExamples() throws SaslException {
        assertThat(text(SaslClients.plain(TIM).evaluateChallenge(new byte[0]))).isEqualTo("\0tim\0tanstaaftanstaaf");
        PasswordCredential kurt = new PasswordCredential(Optional.of("Ursel"), "Kurt", "xipj3plmq");
        assertThat(text(SaslClients.plain(kurt).evaluateChallenge(new byte[0]))).isEqualTo("Ursel\0Kurt\0xipj3plmq");
        SaslServer server = SaslServers.plain((name, password) -> name.equals("Kurt") && password.equals("xipj3plmq"));
        assertThat(server.evaluateResponse(octets("Ursel\0Kurt\0xipj3plmq"))).isNull();
        assertThat(server.isComplete()).isTrue();
        assertThat(server.getAuthorizationID()).isEqualTo("Ursel");
    }

    @Test
    @DisplayName(
            "R4616-01 parts of 255 octets and text outside ASCII are taken; the name is prepared, the password is not")
    void plainParts() throws SaslException {
        String longName = "n".repeat(255);
        String longPassword = "\u00e4".repeat(127) + "a";
        SaslServer server =
                SaslServers.plain((name, password) -> name.equals(longName) && password.equals(longPassword));
        Talk.between(SaslClients.plain(PasswordCredential.of(longName, longPassword)), server);
        assertThat(server.getAuthorizationID()).isEqualTo(longName);
        SaslServer prepared = SaslServers.plain((name, password) -> name.equals("IX") && password.equals("\u2168"));
        assertThat(prepared.evaluateResponse(octets("\0\u2168\0\u2168"))).isNull();
        assertThat(prepared.getAuthorizationID()).isEqualTo("IX");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tim", "tim\0tanstaaftanstaaf", "\0tim\0tanstaaftanstaaf\0", "\0\0\0"})
    @DisplayName("R4616-01 exactly two NULs")
    void plainNuls(String message) {
        assertThatThrownBy(() -> SaslServers.plain((n, p) -> true).evaluateResponse(octets(message)))
                .isInstanceOf(SaslException.class)
                .isNotInstanceOf(AuthenticationException.class)
                .hasMessageContaining("two NUL");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0tim\0",
                "\0\0tanstaaftanstaaf",
                "\0\u00ad\0tanstaaftanstaaf",
                "\0ti\u0007m\0tanstaaftanstaaf",
                "\u0007\0tim\0tanstaaftanstaaf",
                "\0Tim\0tanstaaftanstaaf",
                "\0tim\0tanstaaftanstaaF"
            })
    @DisplayName("R4616-01 R5034-15 empty or prohibited names, empty or wrong passwords are wrong credentials")
    void plainWrong(String message) {
        SaslServer server = SaslServers.plain(VERIFIER);
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> server.evaluateResponse(octets(message)));
        assertThat(server.isComplete()).isFalse();
    }

    @Test
    @DisplayName("S-36 UTF-8 that is none is refused, not repaired")
    void plainUtf8() {
        byte[] overlong = {0, 't', (byte) 0xc0, (byte) 0x80, 'm', 0, 'x'};
        assertThatThrownBy(() -> SaslServers.plain((n, p) -> true).evaluateResponse(overlong))
                .isInstanceOf(SaslException.class)
                .hasMessage("expected UTF-8");
    }

    @Test
    @DisplayName("S-14 the verifier is not asked about a password of no characters, and never twice")
    void verifierIsAskedOnce() throws SaslException {
        int[] asked = {0};
        SaslServer server = SaslServers.plain((name, password) -> {
            asked[0]++;
            return true;
        });
        assertThat(server.evaluateResponse(octets("\0tim\0x"))).isNull();
        assertThatIllegalStateException().isThrownBy(() -> server.evaluateResponse(octets("\0tim\0x")));
        assertThat(server.isComplete()).as("is as it was").isTrue();
        assertThat(asked).containsExactly(1);
    }

    @Test
    @DisplayName("SASL-02 LOGIN, with the name as initial response too")
    void login() throws SaslException {
        SaslServer server = SaslServers.login(VERIFIER);
        Talk.between(SaslClients.login(TIM), server);
        assertThat(server.getAuthorizationID()).isEqualTo("tim");
        SaslServer early = SaslServers.login(VERIFIER);
        assertThat(text(early.evaluateResponse(octets("tim")))).isEqualTo("Password:");
        assertThat(early.evaluateResponse(octets("tanstaaftanstaaf"))).isNull();
        SaslServer questions = SaslServers.login(VERIFIER);
        assertThat(text(questions.evaluateResponse(new byte[0]))).isEqualTo("Username:");
        assertThat(text(questions.evaluateResponse(octets("tim")))).isEqualTo("Password:");
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> questions.evaluateResponse(new byte[0]));
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> Talk.between(
                        SaslClients.login(PasswordCredential.of("tim", "wrong")), SaslServers.login(VERIFIER)));
    }

    @Test
    @DisplayName("LOGIN takes a client whose password is empty as wrong, without asking")
    void loginEmpty() throws SaslException {
        SaslServer server = SaslServers.login((name, password) -> true);
        server.evaluateResponse(octets("tim"));
        assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> server.evaluateResponse(new byte[0]));
    }

    @Test
    @DisplayName("R5034-07 EXTERNAL acts as whom the certificate stands for, or as whom the client names")
    void external() throws SaslException {
        SaslServer own = SaslServers.external(() -> Optional.of("tim"));
        Talk.between(SaslClients.external(Optional.empty()), own);
        assertThat(own.getAuthorizationID()).isEqualTo("tim");
        SaslServer other = SaslServers.external(() -> Optional.of("tim"));
        Talk.between(SaslClients.external(Optional.of("boss")), other);
        assertThat(other.getAuthorizationID()).isEqualTo("boss");
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> SaslServers.external(Optional::empty).evaluateResponse(new byte[0]));
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> SaslServers.external(() -> Optional.of("tim")).evaluateResponse(octets("\u0007")));
    }

    @Test
    @DisplayName("R2195-01 the example of RFC 2195 section 2, both sides")
    void cramMd5Example() throws SaslException {
        String challenge = "<1896.697170952@postoffice.reston.mci.net>";
        String response = "tim b913a602c7eda7a495b4e6e7334d3890";
        SaslClient client = SaslClients.cramMd5(TIM);
        assertThat(client.hasInitialResponse()).isFalse();
        assertThat(text(client.evaluateChallenge(octets(challenge)))).isEqualTo(response);
        SaslServer server = CramMd5.server(challenge, SECRETS);
        assertThat(text(server.evaluateResponse(new byte[0]))).isEqualTo(challenge);
        assertThat(server.evaluateResponse(octets(response))).isNull();
        assertThat(server.getAuthorizationID()).isEqualTo("tim");
    }

    @Test
    @DisplayName("R2195-01 a user name may have spaces; digests in capital letters, wrong ones, none")
    void cramMd5() throws SaslException {
        SecretLookup spaced = name -> name.equals("a b c") ? Optional.of("x") : Optional.empty();
        Talk.between(
                SaslClients.cramMd5(PasswordCredential.of("a b c", "x")), SaslServers.cramMd5("mail.example", spaced));
        SaslServer upper = CramMd5.server("<1896.697170952@postoffice.reston.mci.net>", SECRETS);
        upper.evaluateResponse(new byte[0]);
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> upper.evaluateResponse(octets("tim B913A602C7EDA7A495B4E6E7334D3890")));
        SaslServer none = SaslServers.cramMd5("h", SECRETS);
        assertThat(text(none.evaluateResponse(new byte[0]))).matches("<[0-9a-f]{32}@h>");
        assertThatThrownBy(() -> none.evaluateResponse(octets("tim")))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("a space");
        assertThatThrownBy(() -> SaslServers.cramMd5("h", SECRETS).evaluateResponse(octets("x")))
                .hasMessageContaining("R5034-08");
    }

    @Test
    @DisplayName("S-14 nobody logs in to CRAM-MD5 as an unknown user, whatever the secret")
    void cramMd5Unknown() {
        for (String secret : new String[] {"tanstaaftanstaaf", "nobody has this secret"}) {
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> Talk.between(
                            SaslClients.cramMd5(PasswordCredential.of("nobody", secret)),
                            SaslServers.cramMd5("h", SECRETS)));
        }
    }

    @Test
    @DisplayName("S-17 NUL, CR, LF and empty parts are refused where credentials are made; S-26 no password is shown")
    void credentials() {
        for (String bad : new String[] {"", "a\0b", "a\rb", "a\nb"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> PasswordCredential.of(bad, "x"));
            assertThatIllegalArgumentException().isThrownBy(() -> PasswordCredential.of("x", bad));
            assertThatIllegalArgumentException().isThrownBy(() -> new PasswordCredential(Optional.of(bad), "x", "x"));
            assertThatIllegalArgumentException().isThrownBy(() -> SaslClients.external(Optional.of(bad)));
        }
        assertThat(new PasswordCredential(Optional.of("boss"), "tim", "tanstaaf"))
                .hasToString("PasswordCredential[tim as boss]");
        assertThat(TIM).hasToString("PasswordCredential[tim]");
    }

    @Test
    @DisplayName("mechanisms that have no authorization id say so before anything is sent")
    void noAuthorizationId() {
        PasswordCredential asBoss = new PasswordCredential(Optional.of("boss"), "tim", "x");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SaslClients.login(asBoss))
                .withMessageContaining("LOGIN");
        assertThatIllegalArgumentException().isThrownBy(() -> SaslClients.cramMd5(asBoss));
        assertThatIllegalArgumentException().isThrownBy(() -> SaslClients.ntlm(asBoss, "h"));
    }

    @Test
    @DisplayName("R5034-17 no security layer; nothing is negotiated before the end")
    void noLayer() throws SaslException {
        SaslClient client = SaslClients.plain(TIM);
        SaslServer server = SaslServers.plain(VERIFIER);
        assertThatIllegalStateException().isThrownBy(() -> client.getNegotiatedProperty(Sasl.QOP));
        assertThatIllegalStateException().isThrownBy(() -> server.getNegotiatedProperty(Sasl.QOP));
        Talk.between(client, server);
        assertThat(client.getNegotiatedProperty(Sasl.QOP)).isEqualTo("auth");
        assertThat(client.getMechanismName()).isEqualTo("PLAIN");
        assertThatIllegalStateException().isThrownBy(() -> client.wrap(new byte[1], 0, 1));
        assertThatIllegalStateException().isThrownBy(() -> client.unwrap(new byte[1], 0, 1));
        assertThatIllegalStateException().isThrownBy(() -> server.wrap(new byte[1], 0, 1));
        assertThatIllegalStateException().isThrownBy(() -> server.unwrap(new byte[1], 0, 1));
        client.dispose();
        server.dispose();
    }
}
