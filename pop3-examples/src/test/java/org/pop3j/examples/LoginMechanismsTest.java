package org.pop3j.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.client.AuthenticationRefusedException;
import org.pop3j.client.AuthenticationRefusedException.Kind;
import org.pop3j.client.Credentials;
import org.pop3j.client.LoginPolicy;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.Pop3Session;
import org.pop3j.client.Timeouts;
import org.pop3j.client.TokenSupplier;
import org.pop3j.client.Trust;
import org.pop3j.sasl.SaslMechanism;
import org.pop3j.sasl.TokenRefusal;
import org.pop3j.server.LoginCommand;
import org.pop3j.server.Logins;
import org.pop3j.server.Pop3Server;
import org.pop3j.server.spi.Login;
import org.pop3j.server.spi.TokenVerdict;
import org.pop3j.store.MemoryStore;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.users.Fingerprint;
import org.pop3j.users.SelfSigned;
import org.pop3j.users.TlsFiles;
import org.pop3j.users.UsersFile;
import org.pop3j.users.UsersFileAuthenticator;

@Timeout(60)
@DisplayName("Our client and our server, each mechanism over TLS")
class LoginMechanismsTest {
    private static final String PASSWORD = "päss word";

    @TempDir
    private Path folder;

    private final MemoryStore store = new MemoryStore();
    private Pop3Server server;
    private Trust trust;

    @BeforeEach
    void start() throws Exception {
        TlsFiles keys = SelfSigned.in(folder.resolve("state"), List.of("localhost"));
        trust = Trust.certificate(Fingerprint.sha256(keys.certificate()));
        Path users = Files.writeString(folder.resolve("users"), "ada:{PLAIN}" + PASSWORD + "\n");
        Set<SaslMechanism> all = Stream.of(SaslMechanism.values())
                .filter(mechanism -> mechanism != SaslMechanism.GSSAPI && mechanism != SaslMechanism.EXTERNAL)
                .collect(Collectors.toSet());
        Logins logins = Logins.of(new UsersFileAuthenticator(UsersFile.open(users)))
                .tokens((user, token, peer) -> token.equals("good")
                        ? new TokenVerdict.Accepted(new Login("ada", new MaildropName("ada")))
                        : new TokenVerdict.Refused(TokenRefusal.INVALID_TOKEN, "the token is not the right one"))
                .mechanisms(all)
                .commands(Set.of(LoginCommand.USER_PASS, LoginCommand.APOP));
        server = Pop3Server.builder(store, logins)
                .listenTls(new InetSocketAddress("127.0.0.1", 0))
                .tls(keys)
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
        store.close();
    }

    private void logIn(Credentials credentials, LoginPolicy policy) throws IOException {
        Pop3Client client = Pop3Client.builder("localhost")
                .port(server.addresses().get(0).getPort())
                .trust(trust)
                .loginPolicy(policy)
                .timeouts(Timeouts.all(Duration.ofSeconds(30)))
                .build();
        try (Pop3Session session = client.connect()) {
            session.logIn(credentials);
            assertThat(session.dropListing().messages()).isZero();
            session.quit();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SCRAM-SHA-512-PLUS",
                "SCRAM-SHA-256-PLUS",
                "SCRAM-SHA-1-PLUS",
                "SCRAM-SHA-512",
                "SCRAM-SHA-256",
                "SCRAM-SHA-1",
                "NTLM",
                "DIGEST-MD5",
                "CRAM-MD5",
                "APOP",
                "PLAIN",
                "LOGIN",
            })
    @DisplayName("a right password is accepted, a wrong one refused as that")
    void passwords(String mechanism) throws IOException {
        LoginPolicy policy = LoginPolicy.only(mechanism);
        logIn(Credentials.password("ada", PASSWORD), policy);
        assertThatExceptionOfType(AuthenticationRefusedException.class)
                .isThrownBy(() -> logIn(Credentials.password("ada", "wrong"), policy))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.WRONG_CREDENTIALS));
    }

    @Test
    @DisplayName("R5802-06: left to itself the client takes the strongest, bound to the channel")
    void strongest() throws IOException {
        logIn(Credentials.password("ada", PASSWORD), LoginPolicy.strongest());
        assertThatExceptionOfType(AuthenticationRefusedException.class)
                .isThrownBy(() -> logIn(Credentials.password("ada", "wrong"), LoginPolicy.strongest()))
                .satisfies(
                        e -> assertThat(e.tried()).hasSize(1).allMatch(t -> t.startsWith("SCRAM-SHA-512-PLUS (tls-")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OAUTHBEARER", "XOAUTH2"})
    @DisplayName("R7628-02: a good token is accepted, another is refused with its status")
    void tokens(String mechanism) throws IOException {
        LoginPolicy policy = LoginPolicy.only(mechanism);
        logIn(Credentials.token("ada", TokenSupplier.of("good")), policy);
        assertThatExceptionOfType(AuthenticationRefusedException.class)
                .isThrownBy(() -> logIn(Credentials.token("ada", TokenSupplier.of("bad")), policy))
                .satisfies(e -> assertThat(e.challenge())
                        .hasValueSatisfying(c -> assertThat(c).contains("invalid_token")));
    }
}
