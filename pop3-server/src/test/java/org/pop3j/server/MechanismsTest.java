package org.pop3j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.pop3j.sasl.SaslMechanism.CRAM_MD5;
import static org.pop3j.sasl.SaslMechanism.DIGEST_MD5;
import static org.pop3j.sasl.SaslMechanism.EXTERNAL;
import static org.pop3j.sasl.SaslMechanism.LOGIN;
import static org.pop3j.sasl.SaslMechanism.NTLM;
import static org.pop3j.sasl.SaslMechanism.OAUTHBEARER;
import static org.pop3j.sasl.SaslMechanism.PLAIN;
import static org.pop3j.sasl.SaslMechanism.SCRAM_SHA_1;
import static org.pop3j.sasl.SaslMechanism.SCRAM_SHA_1_PLUS;
import static org.pop3j.sasl.SaslMechanism.SCRAM_SHA_256;
import static org.pop3j.sasl.SaslMechanism.SCRAM_SHA_256_PLUS;
import static org.pop3j.sasl.SaslMechanism.XOAUTH2;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.security.sasl.SaslClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.sasl.ChannelBinding;
import org.pop3j.sasl.Gs2Binding;
import org.pop3j.sasl.PasswordCredential;
import org.pop3j.sasl.SaslClients;
import org.pop3j.sasl.SaslMechanism;
import org.pop3j.sasl.ScramHash;
import org.pop3j.store.MemoryStore;

/** What is announced works, what is not announced is refused: each mechanism, on each kind of connection. */
class MechanismsTest {
    /** All that TestUsers can serve: everything but SHA-512 and Kerberos. */
    private static final Set<SaslMechanism> ALL = EnumSet.of(
            EXTERNAL,
            SCRAM_SHA_256_PLUS,
            SCRAM_SHA_1_PLUS,
            SCRAM_SHA_256,
            SCRAM_SHA_1,
            OAUTHBEARER,
            XOAUTH2,
            DIGEST_MD5,
            CRAM_MD5,
            NTLM,
            PLAIN,
            LOGIN);

    private static final Logins LOGINS = Logins.of(new TestUsers()).mechanisms(ALL);

    /** Kinds of connections. */
    private enum Kind {
        PLAIN_ALLOWED(EXTERNAL, SCRAM_SHA_256_PLUS, SCRAM_SHA_1_PLUS, OAUTHBEARER, XOAUTH2),
        PLAIN_REFUSED(
                EXTERNAL,
                SCRAM_SHA_256_PLUS,
                SCRAM_SHA_1_PLUS,
                OAUTHBEARER,
                XOAUTH2,
                DIGEST_MD5,
                CRAM_MD5,
                NTLM,
                PLAIN,
                LOGIN),
        TLS_13(EXTERNAL),
        TLS_12(EXTERNAL),
        TLS_WITH_CERTIFICATE;

        final Set<SaslMechanism> missing;

        Kind(SaslMechanism... missing) {
            this.missing = Set.of(missing);
        }

        AuthClient connect(Pop3Server server) throws IOException {
            InetSocketAddress plain = server.addresses().get(0);
            InetSocketAddress tls = server.addresses().get(1);
            SSLContext without = TestTls.clientWithoutCertificate();
            return switch (this) {
                case PLAIN_ALLOWED, PLAIN_REFUSED -> AuthClient.plain(plain);
                case TLS_13 -> AuthClient.tls(tls, without, "TLSv1.3");
                case TLS_12 -> AuthClient.tls(tls, without, "TLSv1.2");
                case TLS_WITH_CERTIFICATE -> AuthClient.tls(tls, TestTls.context(), "TLSv1.3");
            };
        }

        Scenario scenario() {
            UnaryOperator<Pop3Server.Builder> settings = b -> b.clientCertificates(ClientCertificates.WANTED)
                    .plaintextLogin(this == PLAIN_REFUSED ? PlaintextLogin.REFUSED : PlaintextLogin.ALLOWED);
            return Scenario.given("x").logins(LOGINS).with(settings);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R5034-01 R5034-02 R5034-18 AUTH and CAPA tell the same before and after the login, strongest first")
    void announced(Kind kind) throws IOException {
        List<SaslMechanism> expected =
                ALL.stream().filter(m -> !kind.missing.contains(m)).toList();
        try (MemoryStore store = kind.scenario().newStore();
                Pop3Server server = kind.scenario().start(store);
                AuthClient client = kind.connect(server)) {
            assertThat(client.mechanisms()).isEqualTo(expected);
            assertThat(client.announced()).isEqualTo(expected);
            assertThat(client.auth(client.client(SCRAM_SHA_1, "secret word"))).startsWith("+OK maildrop locked");
            assertThat(client.announced()).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "R5034-01 R5034-13 SASL-02 OXP-03 what is announced logs in, what is not is refused, alike for all users")
    void announcedWorks(Kind kind) throws IOException {
        Scenario scenario = kind.scenario();
        for (SaslMechanism mechanism : ALL) {
            try (MemoryStore store = scenario.newStore();
                    Pop3Server server = scenario.start(store);
                    AuthClient client = kind.connect(server)) {
                if (kind.missing.contains(mechanism)) {
                    assertThat(client.ask("AUTH " + mechanism))
                            .as(mechanism.toString())
                            .startsWith("-ERR this SASL mechanism is ")
                            .contains(client.tls().isPresent() ? "not offered here" : "offered under TLS only");
                } else {
                    assertThat(client.auth(client.client(mechanism, "secret word")))
                            .as(mechanism.toString())
                            .isEqualTo("+OK maildrop locked, messages: 1");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    @DisplayName(
            "R5802-06 R9266-01 R5929-01 -PLUS with each type of binding; a binding of another connection is refused")
    void bindings(String version) throws IOException {
        Scenario scenario = Kind.TLS_13.scenario();
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store)) {
            int types = Runtime.version().feature() >= 25 ? 2 : 1;
            for (int i = 0; i < types; i++) {
                try (AuthClient client =
                        AuthClient.tls(server.addresses().get(1), TestTls.clientWithoutCertificate(), version)) {
                    assertThat(client.bindings()).hasSize(types);
                    ChannelBinding right = client.bindings().get(i);
                    ChannelBinding wrong = new ChannelBinding(right.type(), new byte[32]);
                    assertThat(client.auth(scram(wrong)))
                            .startsWith("-ERR AUTH failed: the client is bound to another");
                    assertThat(client.auth(scram(right))).startsWith("+OK");
                    assertThat(client.ask("QUIT")).startsWith("+OK");
                }
            }
        }
    }

    private static SaslClient scram(ChannelBinding binding) {
        return SaslClients.scram(
                ScramHash.SHA_256, PasswordCredential.of("ann", "secret word"), Gs2Binding.of(binding));
    }

    @Test
    @DisplayName(
            "S-21 R5802-06 a client that could have bound, and was offered -PLUS, is refused: somebody changed the list")
    void downgrade() throws IOException {
        Scenario scenario = Kind.TLS_13.scenario();
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store);
                AuthClient client = Kind.TLS_13.connect(server)) {
            assertThat(client.auth(SaslClients.scram(
                            ScramHash.SHA_256, PasswordCredential.of("ann", "secret word"), Gs2Binding.notOffered())))
                    .contains("a downgrade");
        }
        Scenario withoutPlus = Kind.TLS_13.scenario().logins(LOGINS.mechanisms(Set.of(SCRAM_SHA_256)));
        try (MemoryStore store = withoutPlus.newStore();
                Pop3Server server = withoutPlus.start(store);
                AuthClient client = Kind.TLS_13.connect(server)) {
            assertThat(client.auth(SaslClients.scram(
                            ScramHash.SHA_256, PasswordCredential.of("ann", "secret word"), Gs2Binding.notOffered())))
                    .startsWith("+OK");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SaslMechanism.class,
            names = {"EXTERNAL", "OAUTHBEARER", "XOAUTH2", "GSSAPI", "SCRAM_SHA_512", "SCRAM_SHA_512_PLUS"},
            mode = EnumSource.Mode.EXCLUDE)
    @DisplayName(
            "R3206-02 S-14 OXP-06 a wrong password gets the same answer by each mechanism, and the session goes on")
    void wrongPassword(SaslMechanism mechanism) throws IOException {
        Scenario scenario = Kind.TLS_13.scenario();
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store);
                AuthClient client = Kind.TLS_13.connect(server)) {
            assertThat(client.auth(client.client(mechanism, "wrong")))
                    .isEqualTo("-ERR [AUTH] user name or password is wrong");
            assertThat(client.auth(client.client(mechanism, "secret word"))).startsWith("+OK");
        }
    }

    @ParameterizedTest
    @EnumSource(SaslMechanism.class)
    @DisplayName("a mechanism without an authenticator does not start, and the message names it")
    void withoutAuthenticator(SaslMechanism mechanism) {
        Logins passwordsOnly = Logins.of(Scenario.password("x")).mechanisms(Set.of(mechanism));
        Pop3Server.Builder builder =
                Pop3Server.builder(new MemoryStore(), passwordsOnly).listen(new InetSocketAddress(0));
        if (mechanism == PLAIN || mechanism == LOGIN) {
            assertThat(passwordsOnly.servable()).containsExactly(mechanism);
        } else {
            assertThatIllegalStateException()
                    .isThrownBy(builder::start)
                    .withMessage("no authenticator was given for [" + mechanism + "]");
        }
    }

    @Test
    @DisplayName("SASL-02 nothing that is obsolete or needs the password itself is on by default")
    void defaults() {
        assertThat(Logins.of(Scenario.password("x")).servable()).containsExactly(PLAIN);
        assertThat(Logins.of(new TestUsers()).servable())
                .containsExactly(
                        EXTERNAL, SCRAM_SHA_256_PLUS, SCRAM_SHA_1_PLUS, SCRAM_SHA_256, SCRAM_SHA_1, OAUTHBEARER, PLAIN);
    }

    @Test
    @DisplayName(
            "authenticators that are handed in one by one add what is usual, and do not undo what was switched off")
    void oneByOne() {
        TestUsers users = new TestUsers();
        Logins logins = Logins.of(Scenario.password("x"));
        assertThat(logins.scram(users).servable())
                .containsExactly(SCRAM_SHA_256_PLUS, SCRAM_SHA_1_PLUS, SCRAM_SHA_256, SCRAM_SHA_1, PLAIN);
        assertThat(logins.tokens(users).servable()).containsExactly(OAUTHBEARER, PLAIN);
        assertThat(logins.certificates(users).servable()).containsExactly(EXTERNAL, PLAIN);
        assertThat(logins.secrets(users).servable()).containsExactly(PLAIN);
        assertThat(logins.secrets(users).mechanisms(Set.of(NTLM)).servable()).containsExactly(NTLM);
        assertThat(Logins.of(users).mechanisms(Set.of(PLAIN)).scram(users).servable())
                .containsExactly(PLAIN);
    }

    @Test
    @DisplayName("R5034-01 what one user cannot use is announced to nobody, as soon as that is so")
    void everyUser() {
        Set<ScramHash> hashes = EnumSet.of(ScramHash.SHA_256);
        ChangingUsers changing = new ChangingUsers(hashes);
        Logins logins = Logins.of(Scenario.password("x"))
                .scram(changing)
                .secrets(changing)
                .mechanisms(ALL);
        assertThat(logins.servable()).containsExactly(SCRAM_SHA_256_PLUS, SCRAM_SHA_256, PLAIN, LOGIN);
        hashes.clear();
        assertThat(logins.servable()).containsExactly(PLAIN, LOGIN);
        hashes.add(ScramHash.SHA_1);
        changing.everySecret = true;
        assertThat(logins.servable())
                .containsExactly(SCRAM_SHA_1_PLUS, SCRAM_SHA_1, DIGEST_MD5, CRAM_MD5, NTLM, PLAIN, LOGIN);
    }
}
