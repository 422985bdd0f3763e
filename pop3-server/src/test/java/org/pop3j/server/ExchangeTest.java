package org.pop3j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.security.sasl.SaslClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.sasl.SaslMechanism;
import org.pop3j.sasl.ScramHash;
import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.server.spi.Authenticator;
import org.pop3j.store.MemoryStore;
import org.pop3j.store.spi.Maildrop;

/** What AUTH exchanges come to when something goes wrong. */
class ExchangeTest {
    private static final String RIGHT = "AUTH PLAIN AGFubgBzZWNyZXQgd29yZA==";

    @Test
    @DisplayName(
            "R3206-01 R3206-02 a directory that is down is [SYS/TEMP], by each mechanism, and counts against nobody")
    void unavailable() {
        Authenticator down = (name, password, peer) -> {
            throw new AuthenticationUnavailableException("the directory is down");
        };
        ChangingUsers users = new ChangingUsers(Set.of(ScramHash.SHA_256));
        users.everySecret = true;
        Logins logins = Logins.of(down)
                .scram(users)
                .secrets(users)
                .mechanisms(Set.of(SaslMechanism.PLAIN, SaslMechanism.SCRAM_SHA_256, SaslMechanism.CRAM_MD5));
        String cram = "C: AUTH CRAM-MD5\nS: + *\nC: YW5uIDAxMjM=\nS: -ERR [SYS/TEMP] logins cannot be checked now\n";
        Scenario.given().logins(logins).playsOverTcp("S: +OK*\n" + cram + cram + cram + cram + """
                C: AUTH PLAIN AGFubgBzZWNyZXQgd29yZA==
                S: -ERR [SYS/TEMP] logins cannot be checked now
                C: AUTH SCRAM-SHA-256 biwsbj1hbm4scj1hYmM=
                S: -ERR [SYS/TEMP] logins cannot be checked now
                C: USER ann
                S: +OK*
                C: PASS x
                S: -ERR [SYS/TEMP] logins cannot be checked now
                C: QUIT
                S: +OK*
                """);
    }

    @Test
    @DisplayName("R2449-13 [IN-USE] only behind right credentials, and the client may try again")
    void inUse() throws Exception {
        Scenario scenario = Scenario.given("x");
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store);
                AuthClient client = AuthClient.plain(server.addresses().get(0))) {
            try (Maildrop held = store.open(Scenario.ANN)) {
                assertThat(client.ask("AUTH PLAIN AGFubgB3cm9uZw==")).startsWith("-ERR [AUTH]");
                assertThat(client.ask(RIGHT)).startsWith("-ERR [IN-USE]");
                assertThat(client.ask(RIGHT)).startsWith("-ERR [IN-USE]");
                assertThat(client.ask(RIGHT)).startsWith("-ERR [IN-USE]");
                assertThat(held.count()).isEqualTo(1);
            }
            assertThat(client.ask(RIGHT)).isEqualTo("+OK maildrop locked, messages: 1");
        }
    }

    @Test
    @DisplayName(
            "R7628-02 a refused token is told why; cancelling or acknowledging that is a failed login like any other")
    void refusedToken() throws IOException {
        Scenario scenario = Scenario.given().logins(Logins.of(new TestUsers()));
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store);
                AuthClient client =
                        AuthClient.tls(server.addresses().get(1), TestTls.clientWithoutCertificate(), "TLSv1.3")) {
            String wrong = "AUTH OAUTHBEARER " + base64("n,a=ann,\1auth=Bearer wrong\1\1");
            String json = "+ " + base64("{\"status\":\"invalid_token\"}");
            assertThat(client.ask(wrong)).isEqualTo(json);
            assertThat(client.ask("AQ==")).isEqualTo("-ERR [AUTH] user name or password is wrong");
            assertThat(client.ask(wrong)).isEqualTo(json);
            assertThat(client.ask("*")).isEqualTo("-ERR AUTH failed: cancelled");
            assertThat(client.ask("AUTH OAUTHBEARER " + base64("n,a=bob,\1auth=Bearer " + TestUsers.TOKEN + "\1\1")))
                    .isEqualTo(json);
            assertThat(client.ask("AQ==")).startsWith("-ERR [AUTH]");
            assertThatThrownBy(client::line).as("the third failure closes").isInstanceOf(IOException.class);
        }
    }

    @Test
    @DisplayName("S-13 R7628-02 a refused token counts once, also of a client that goes when it is told why")
    void refusedTokensAreCounted() throws IOException {
        EventLog events = new EventLog();
        Scenario scenario = Scenario.given().logins(Logins.of(new TestUsers())).with(b -> b.events(events));
        String wrong = "AUTH OAUTHBEARER " + base64("n,a=ann,\1auth=Bearer wrong\1\1");
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store)) {
            for (String last : List.of("AQ==", "*", "QUIT", "")) {
                try (AuthClient client =
                        AuthClient.tls(server.addresses().get(1), TestTls.clientWithoutCertificate(), "TLSv1.3")) {
                    assertThat(client.ask(wrong)).startsWith("+ ");
                    if (!last.isEmpty()) {
                        assertThat(client.ask(last)).startsWith("-ERR");
                    }
                }
                events.awaitEnd();
            }
        }
        assertThat(events.lines)
                .filteredOn("login refused ann by OAUTHBEARER: the token is not the right one"::equals)
                .hasSize(4);
        assertThat(events.lines)
                .filteredOn(line -> line.startsWith("login refused"))
                .hasSize(4);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("R5034-13 only an empty line answers the last data of a server")
    void confirmed() throws IOException {
        Scenario scenario = Scenario.given("x").logins(Logins.of(new TestUsers()));
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store);
                AuthClient client = AuthClient.plain(server.addresses().get(0))) {
            SaslClient scram = client.client(SaslMechanism.SCRAM_SHA_256, "secret word");
            String first = client.ask(
                    "AUTH SCRAM-SHA-256 " + Base64.getEncoder().encodeToString(scram.evaluateChallenge(new byte[0])));
            byte[] challenge = Base64.getDecoder().decode(first.substring(2));
            assertThat(client.ask(Base64.getEncoder().encodeToString(scram.evaluateChallenge(challenge))))
                    .startsWith("+ ");
            assertThat(client.ask("AAAA")).startsWith("-ERR AUTH failed: expected an empty line");
            assertThat(client.ask("STAT")).startsWith("-ERR");
            assertThat(client.ask(RIGHT)).isEqualTo("+OK maildrop locked, messages: 1");
        }
    }

    @Test
    @DisplayName("R2449-15 S-01 a command behind the last line of an exchange is run after it, in order")
    void pipelined() throws IOException {
        Scenario scenario = Scenario.given("x");
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store);
                AuthClient client = AuthClient.plain(server.addresses().get(0))) {
            client.send("AUTH PLAIN\r\nAGFubgBzZWNyZXQgd29yZA==\r\nSTAT\r\nQUIT");
            assertThat(List.of(client.line(), client.line(), client.line(), client.line()))
                    .containsExactly("+ ", "+OK maildrop locked, messages: 1", "+OK 1 3", "+OK bye");
        }
    }

    @Test
    @DisplayName("S-26 R8314-08 events tell who, how and by which TLS, and why not, never a secret")
    void events() throws IOException {
        EventLog events = new EventLog();
        Scenario scenario = Scenario.given().logins(Logins.of(new TestUsers())).with(b -> b.events(events));
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store);
                AuthClient client =
                        AuthClient.tls(server.addresses().get(1), TestTls.clientWithoutCertificate(), "TLSv1.3")) {
            assertThat(client.ask("AUTH PLAIN AGFubgBzZXNhbWU=")).startsWith("-ERR");
            assertThat(client.auth(client.client(SaslMechanism.SCRAM_SHA_256, "secret word")))
                    .startsWith("+OK");
            client.ask("QUIT");
            assertThat(events.awaitEnd().principal()).contains("ann");
        }
        assertThat(events.lines)
                .contains("login refused ann by PLAIN: user name or password is wrong")
                .anyMatch(line -> line.matches("logged in ann by SCRAM-SHA-256, TLSv1\\.3 TLS_.*"))
                .noneMatch(line -> line.contains("secret") || line.contains("sesame"));
    }

    @Test
    @DisplayName("S-36 whatever a client says in an exchange, the server answers each line once and goes on")
    void anything() throws IOException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Scenario scenario = Scenario.given()
                .logins(Logins.of(new TestUsers())
                        .mechanisms(Set.of(
                                SaslMechanism.PLAIN,
                                SaslMechanism.LOGIN,
                                SaslMechanism.CRAM_MD5,
                                SaslMechanism.DIGEST_MD5,
                                SaslMechanism.NTLM,
                                SaslMechanism.SCRAM_SHA_256)))
                .with(b -> b.limits(new ServerLimits(100, 100, 2, 1000, 10, 1024)));
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store);
                AuthClient client = AuthClient.plain(server.addresses().get(0))) {
            List<SaslMechanism> mechanisms = client.mechanisms();
            for (int i = 0; i < 500; i++) {
                String answer = client.ask("AUTH " + mechanisms.get(random.nextInt(mechanisms.size())));
                for (int turn = 0; answer.startsWith("+ ") && turn < 9; turn++) {
                    answer = client.ask(anyLine(random, answer));
                }
                assertThat(answer).as("seed %d, exchange %d", seed, i).startsWith("-ERR ");
            }
            assertThat(client.ask(RIGHT)).as("seed %d", seed).startsWith("+OK");
        }
    }

    /** Mutations of what the server said, of messages that mechanisms know, or octets of any kind. */
    private static String anyLine(Random random, String challenge) {
        byte[] octets = switch (random.nextInt(4)) {
            case 0 -> Base64.getDecoder().decode(challenge.substring(2));
            case 1 -> "n,,n=ann,r=abc".getBytes(StandardCharsets.UTF_8);
            case 2 -> "NTLMSSP\0\1\0\0\0\7\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.UTF_8);
            default -> new byte[random.nextInt(300)];
        };
        for (int i = random.nextInt(3); i > 0 && octets.length > 0; i--) {
            octets[random.nextInt(octets.length)] = (byte) random.nextInt();
        }
        String line = Base64.getEncoder().encodeToString(octets);
        return random.nextInt(10) == 0 ? line + "=" : line;
    }
}
