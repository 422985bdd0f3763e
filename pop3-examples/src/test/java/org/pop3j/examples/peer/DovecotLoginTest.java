package org.pop3j.examples.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.client.AccessToken;
import org.pop3j.client.AuthenticationRefusedException;
import org.pop3j.client.AuthenticationRefusedException.Kind;
import org.pop3j.client.ClientCertificate;
import org.pop3j.client.Credentials;
import org.pop3j.client.LoginPolicy;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.Pop3Session;
import org.pop3j.client.Timeouts;
import org.pop3j.client.TokenSupplier;
import org.pop3j.client.Trust;
import org.pop3j.sasl.SaslMechanism;
import org.pop3j.server.ClientCertificates;
import org.pop3j.server.Logins;
import org.pop3j.server.Pop3Server;
import org.pop3j.server.spi.Login;
import org.pop3j.store.MemoryStore;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.users.TlsFiles;

@Tag("any-jdk")
@Tag("peer")
@Timeout(120)
@DisplayName("Our client logs in to Dovecot by each mechanism that it has")
class DovecotLoginTest {
    private static final SignedToken TOKENS = new SignedToken();
    private static Optional<DovecotLogins> dovecot = Optional.empty();

    @TempDir
    private static Path folder = Path.of("");

    @BeforeAll
    static void start() throws Exception {
        dovecot = Optional.of(DovecotLogins.in(folder, TOKENS.publicKey()));
    }

    @AfterAll
    static void stop() {
        dovecot.ifPresent(DovecotLogins::close);
    }

    private static Trust trust() throws IOException {
        return Trust.pem(dovecot.orElseThrow().certificate());
    }

    private static void logIn(Trust trust, Credentials credentials, LoginPolicy policy) throws IOException {
        logIn(dovecot.orElseThrow().port(), trust, credentials, policy);
    }

    private static void logIn(int port, Trust trust, Credentials credentials, LoginPolicy policy) throws IOException {
        Pop3Client client = Pop3Client.builder("localhost")
                .port(port)
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
    @ValueSource(strings = {"PLAIN", "LOGIN", "USER", "APOP", "CRAM-MD5", "DIGEST-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256"})
    @DisplayName("a right password is accepted, a wrong one and an unknown user are refused as that (R3206-03)")
    void passwords(String mechanism) throws IOException {
        LoginPolicy policy = LoginPolicy.only(mechanism);
        logIn(trust(), Credentials.password("ada", DovecotLogins.PASSWORD), policy);
        for (Credentials wrong :
                new Credentials[] {Credentials.password("ada", "wrong"), Credentials.password("nobody", "wrong")}) {
            assertThatExceptionOfType(AuthenticationRefusedException.class)
                    .isThrownBy(() -> logIn(trust(), wrong, policy))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.WRONG_CREDENTIALS))
                    .satisfies(e -> assertThat(e.tried()).containsExactly(mechanism));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PLAIN", "LOGIN", "APOP", "CRAM-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256"})
    @DisplayName("R4616-03: a password beyond ASCII")
    void beyondAscii(String mechanism) throws IOException {
        logIn(trust(), Credentials.password("eva", DovecotLogins.PASSWORD_BEYOND_ASCII), LoginPolicy.only(mechanism));
    }

    @Test
    @DisplayName("SASL-01: left to itself the client takes SCRAM-SHA-256")
    void strongest() throws IOException {
        logIn(trust(), Credentials.password("ada", DovecotLogins.PASSWORD), LoginPolicy.strongest());
        assertThatExceptionOfType(AuthenticationRefusedException.class)
                .isThrownBy(() -> logIn(trust(), Credentials.password("ada", "wrong"), LoginPolicy.strongest()))
                .satisfies(e -> assertThat(e.tried()).containsExactly("SCRAM-SHA-256"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"OAUTHBEARER", "XOAUTH2"})
    @DisplayName(
            "R7628-01 R7628-02: a signed token is accepted; an expired one, one of another user and one of another key are not")
    void tokens(String mechanism) throws IOException {
        LoginPolicy policy = LoginPolicy.only(mechanism);
        logIn(trust(), Credentials.token("ada", TokenSupplier.of(TOKENS.of("ada", 600))), policy);
        for (String wrong : new String[] {
            TOKENS.of("ada", -30), TOKENS.of("bob", 600), new SignedToken().of("ada", 600), "no.jwt.atall", "opaque"
        }) {
            assertThatExceptionOfType(AuthenticationRefusedException.class)
                    .isThrownBy(() -> logIn(trust(), Credentials.token("ada", TokenSupplier.of(wrong)), policy))
                    .satisfies(e -> assertThat(e.kind().concernsCredentials()).isTrue());
        }
    }

    @Test
    @DisplayName("an expired token is replaced by its supplier, in the same session")
    void refreshed() throws IOException {
        TokenSupplier supplier = refused -> new AccessToken(TOKENS.of("ada", refused.isPresent() ? 600 : -30));
        logIn(trust(), Credentials.token("ada", supplier), LoginPolicy.strongest());
    }

    @Test
    @DisplayName("EXTERNAL with our own server, by certificates that openssl made")
    void certificatesOfOurServer() throws Exception {
        DovecotLogins files = dovecot.orElseThrow();
        TlsFiles tls = TlsFiles.builder()
                .pem(files.certificate(), files.serverKey())
                .clientAuthorities(files.authority())
                .load();
        Logins logins = Logins.of((name, password, peer) -> Optional.empty())
                .certificates((chain, peer) -> Optional.of(new Login("ada", new MaildropName("ada"))))
                .mechanisms(Set.of(SaslMechanism.EXTERNAL));
        try (MemoryStore store = new MemoryStore();
                Pop3Server server = Pop3Server.builder(store, logins)
                        .listenTls(new InetSocketAddress("127.0.0.1", 0))
                        .clientCertificates(ClientCertificates.WANTED)
                        .tls(tls)
                        .start()) {
            int port = server.addresses().get(0).getPort();
            Trust ada = trust().showing(ClientCertificate.pem(files.clientCertificate(), files.clientKey()));
            logIn(port, ada, Credentials.certificate(), LoginPolicy.strongest());
            assertThatExceptionOfType(AuthenticationRefusedException.class)
                    .isThrownBy(() -> logIn(port, trust(), Credentials.certificate(), LoginPolicy.strongest()));
        }
    }

    @Test
    @DisplayName("EXTERNAL with a client certificate; without one, or with a foreign one, there is no login")
    void certificates() throws IOException {
        DovecotLogins server = dovecot.orElseThrow();
        Trust ada = trust().showing(ClientCertificate.pem(server.clientCertificate(), server.clientKey()));
        logIn(ada, Credentials.certificate(), LoginPolicy.strongest());
        assertThatExceptionOfType(AuthenticationRefusedException.class)
                .isThrownBy(() -> logIn(trust(), Credentials.certificate(), LoginPolicy.strongest()));
        Trust foreign = trust().showing(ClientCertificate.pem(server.foreignCertificate(), server.foreignKey()));
        assertThatIOException().isThrownBy(() -> logIn(foreign, Credentials.certificate(), LoginPolicy.strongest()));
    }
}
