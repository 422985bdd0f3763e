package org.pop3j.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pop3j.sasl.Talk.octets;
import static org.pop3j.sasl.Talk.text;

import java.util.Map;
import java.util.Optional;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.sasl.AuthenticationException;
import javax.security.sasl.AuthorizeCallback;
import javax.security.sasl.RealmCallback;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's mechanisms behind our factories, and ours against the JDK's. */
class JdkMechanismsTest {
    private static final SecretLookup SECRETS =
            name -> name.equals("tim") ? Optional.of("secret w\u00f6rd") : Optional.empty();
    private static final PasswordCredential TIM = PasswordCredential.of("tim", "secret w\u00f6rd");

    private static SaslServer server(String mechanism) throws SaslException {
        return mechanism.equals("NTLM")
                ? SaslServers.ntlm("mail.example", SECRETS)
                : SaslServers.digestMd5("mail.example", SECRETS);
    }

    private static SaslClient client(String mechanism, PasswordCredential credential) throws SaslException {
        return mechanism.equals("NTLM")
                ? SaslClients.ntlm(credential, "mail.example")
                : SaslClients.digestMd5(credential, "mail.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NTLM", "DIGEST-MD5"})
    @DisplayName("OXP-03 R5034-16 both sides of NTLM and DIGEST-MD5")
    void bothSides(String mechanism) throws SaslException {
        SaslServer server = server(mechanism);
        assertThat(server.getMechanismName()).isEqualTo(mechanism);
        Talk.between(client(mechanism, TIM), server);
        assertThat(server.getAuthorizationID()).isEqualTo("tim");
        assertThat(server.getNegotiatedProperty(Sasl.QOP)).isIn("auth", null);
        server.dispose();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NTLM", "DIGEST-MD5"})
    @DisplayName("OXP-06 S-14 wrong passwords and unknown users are refused alike, without the JDK's text")
    void wrong(String mechanism) {
        for (PasswordCredential wrong : new PasswordCredential[] {
            PasswordCredential.of("tim", "x"), PasswordCredential.of("nobody", "secret w\u00f6rd")
        }) {
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> Talk.between(client(mechanism, wrong), server(mechanism)))
                    .withMessage(mechanism + ": user name or password is wrong");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NTLM", "DIGEST-MD5"})
    @DisplayName("messages that are none are refused by the kinds of exceptions that ours throw")
    void malformed(String mechanism) throws SaslException {
        for (byte[] message : new byte[][] {octets("x"), new byte[0], new byte[40], octets("NTLMSSP\0\1\0\0\0")}) {
            SaslServer server = server(mechanism);
            if (mechanism.equals("DIGEST-MD5")) {
                server.evaluateResponse(new byte[0]);
            }
            assertThatThrownBy(() -> {
                        server.evaluateResponse(message);
                        server.evaluateResponse(message);
                    })
                    .isInstanceOf(AuthenticationException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NTLM", "DIGEST-MD5"})
    @DisplayName("an authenticator that cannot answer now is passed on as it is")
    void unavailable(String mechanism) {
        CredentialsUnavailableException down = new CredentialsUnavailableException("down", new Exception());
        SecretLookup broken = name -> {
            throw down;
        };
        assertThatThrownBy(() -> Talk.between(
                        client(mechanism, TIM),
                        mechanism.equals("NTLM")
                                ? SaslServers.ntlm("mail.example", broken)
                                : SaslServers.digestMd5("mail.example", broken)))
                .isSameAs(down);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NTLM", "DIGEST-MD5"})
    @DisplayName("a defect of the authenticator is no wrong password")
    void defect(String mechanism) {
        IllegalStateException defect = new IllegalStateException("a defect");
        SecretLookup broken = name -> {
            throw defect;
        };
        assertThatThrownBy(() -> Talk.between(
                        client(mechanism, TIM),
                        mechanism.equals("NTLM")
                                ? SaslServers.ntlm("mail.example", broken)
                                : SaslServers.digestMd5("mail.example", broken)))
                .isSameAs(defect);
    }

    @Test
    @DisplayName(
            "OXP-03 an NTLM answer without a user name, at which the JDK throws an unchecked exception, is refused")
    void ntlmWithoutName() throws SaslException {
        SaslServer server = SaslServers.ntlm("mail.example", SECRETS);
        byte[] negotiate = SaslClients.ntlm(TIM, "mail.example").evaluateChallenge(new byte[0]);
        server.evaluateResponse(negotiate);
        byte[] authenticate = new byte[88];
        System.arraycopy(octets("NTLMSSP\0\3"), 0, authenticate, 0, 9);
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> server.evaluateResponse(authenticate));
    }

    @Test
    @DisplayName("OXP-03 a domain before the user name is not looked at")
    void ntlmDomain() throws SaslException {
        SaslServer server = SaslServers.ntlm("mail.example", SECRETS);
        Talk.between(
                SaslClients.ntlm(PasswordCredential.of("DOMAIN\\tim", "secret w\u00f6rd"), "mail.example"), server);
        assertThat(server.getAuthorizationID()).isEqualTo("tim");
    }

    @Test
    @DisplayName("OXP-05 a client that answers by NTLM version 1 is refused")
    void ntlmVersion1() throws SaslException {
        SaslClient old = Sasl.createSaslClient(
                new String[] {"NTLM"},
                null,
                "pop",
                "mail.example",
                Map.of("com.sun.security.sasl.ntlm.version", "LM/NTLM"),
                new Answers("tim", "secret w\u00f6rd"));
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> Talk.between(old, SaslServers.ntlm("mail.example", SECRETS)));
    }

    @Test
    @DisplayName("R5034-15 DIGEST-MD5 tells the authorization id")
    void digestAuthorizationId() throws SaslException {
        SaslServer server = SaslServers.digestMd5("mail.example", SECRETS);
        PasswordCredential asBoss = new PasswordCredential(Optional.of("boss"), "tim", "secret w\u00f6rd");
        Talk.between(SaslClients.digestMd5(asBoss, "mail.example"), server);
        assertThat(server.getAuthorizationID()).isEqualTo("boss");
    }

    @Test
    @DisplayName("the JDK's clients of PLAIN, CRAM-MD5 and EXTERNAL log in to our servers")
    void jdkClients() throws SaslException {
        Talk.between(
                jdkClient("PLAIN"),
                SaslServers.plain((name, password) -> name.equals("tim") && password.equals("secret w\u00f6rd")));
        Talk.between(jdkClient("CRAM-MD5"), SaslServers.cramMd5("mail.example", SECRETS));
        Talk.between(jdkClient("EXTERNAL"), SaslServers.external(() -> Optional.of("tim")));
    }

    private static SaslClient jdkClient(String mechanism) throws SaslException {
        return Sasl.createSaslClient(
                new String[] {mechanism},
                null,
                "pop",
                "mail.example",
                Map.of(),
                new Answers("tim", "secret w\u00f6rd"));
    }

    @Test
    @DisplayName("our client of CRAM-MD5 logs in to the JDK's server")
    void jdkServer() throws SaslException {
        SaslServer server = Sasl.createSaslServer(
                "CRAM-MD5", "pop", "mail.example", Map.of(), new Answers("tim", "secret w\u00f6rd"));
        SaslClient client = SaslClients.cramMd5(TIM);
        assertThat(server.evaluateResponse(client.evaluateChallenge(server.evaluateResponse(new byte[0]))))
                .isNull();
        assertThat(server.isComplete()).isTrue();
    }

    @Test
    @DisplayName("GSSAPI is there where the image has it, and a login without Kerberos fails without a defect")
    void gssapi() {
        assertThatThrownBy(() ->
                        SaslClients.gssapi(Optional.of("tim"), "mail.example").evaluateChallenge(new byte[0]))
                .isInstanceOf(SaslException.class);
        assertThatThrownBy(() -> SaslServers.gssapi("mail.example", principal -> true))
                .isInstanceOf(SaslException.class);
    }

    @Test
    @DisplayName("a mechanism that the JDK does not have is said by name")
    void missing() {
        assertThat(JdkServers.missing(SaslMechanism.GSSAPI)).hasMessage("this Java run-time image has no GSSAPI");
    }

    private record Answers(String name, String password) implements CallbackHandler {
        @Override
        public void handle(Callback[] callbacks) {
            for (Callback callback : callbacks) {
                if (callback instanceof NameCallback asked) {
                    asked.setName(name);
                } else if (callback instanceof PasswordCallback asked) {
                    asked.setPassword(password.toCharArray());
                } else if (callback instanceof AuthorizeCallback asked) {
                    asked.setAuthorized(true);
                } else if (callback instanceof RealmCallback asked) {
                    asked.setText("");
                }
            }
        }
    }

    @Test
    @DisplayName("what JDK mechanisms say is octets of their own; ours is text")
    void challengeOfDigest() throws SaslException {
        assertThat(text(server("DIGEST-MD5").evaluateResponse(new byte[0])))
                .contains("realm=\"mail.example\"")
                .contains("qop=\"auth\"")
                .contains("charset=utf-8");
    }
}
