package org.pop3j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.sasl.Apop;
import org.pop3j.store.MemoryStore;

class ApopTest {
    private static final Logins APOP =
            Logins.of(new TestUsers()).commands(Set.of(LoginCommand.APOP)).hostName("mail.example");

    private static String digest(AuthClient client, String secret) {
        return Apop.digest(Apop.timestamp(client.greeting).orElseThrow(), secret);
    }

    @Test
    @DisplayName("R1939-37 S-14 S-13 the right digest logs in; wrong ones and unknown users are told alike and counted")
    void logsIn() throws IOException {
        Scenario scenario = Scenario.given("x").logins(APOP);
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store)) {
            try (AuthClient client = AuthClient.plain(server.addresses().get(0))) {
                String refused = "-ERR [AUTH] user name or password is wrong";
                String right = digest(client, "secret word");
                assertThat(client.ask("APOP ann " + right.toUpperCase(Locale.ROOT)))
                        .isEqualTo("-ERR APOP: expected a digest of 32 lower-case hexadecimal digits");
                assertThat(client.ask("APOP ann " + digest(client, "wrong"))).isEqualTo(refused);
                assertThat(client.ask("APOP nobody " + digest(client, "nobody has this secret")))
                        .isEqualTo(refused);
                assertThat(client.ask("APOP ann " + right)).isEqualTo("+OK maildrop locked, messages: 1");
                assertThat(client.ask("USER ann")).startsWith("-ERR");
            }
            try (AuthClient client = AuthClient.plain(server.addresses().get(0))) {
                for (int i = 0; i < 3; i++) {
                    assertThat(client.ask("APOP ann " + digest(client, "wrong")))
                            .startsWith("-ERR [AUTH]");
                }
                assertThatThrownBy(client::line).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    @DisplayName(
            "R1939-36 each greeting has a timestamp of its own, nothing else in brackets; after STLS it still counts")
    void timestamps() throws IOException {
        Scenario scenario = Scenario.given().logins(APOP);
        Set<String> seen = new HashSet<>();
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store)) {
            for (int i = 0; i < 100; i++) {
                try (AuthClient client = AuthClient.plain(server.addresses().get(0))) {
                    assertThat(client.greeting).matches("\\+OK [^<>]*<[^<> ]+@mail\\.example>");
                    seen.add(client.greeting);
                }
            }
            try (AuthClient client =
                    AuthClient.tls(server.addresses().get(1), TestTls.clientWithoutCertificate(), "TLSv1.3")) {
                assertThat(client.ask("APOP ann " + digest(client, "secret word")))
                        .startsWith("+OK");
            }
        }
        assertThat(seen).hasSize(100);
    }

    @Test
    @DisplayName(
            "V0008 R5034-14 APOP is off by default; without TLS, where passwords are refused, there is no timestamp")
    void off() throws IOException {
        Scenario byDefault = Scenario.given().logins(Logins.of(new TestUsers()));
        Scenario refused = Scenario.given().logins(APOP).with(b -> b.plaintextLogin(PlaintextLogin.REFUSED));
        ChangingUsers notEverybody = new ChangingUsers(Set.of());
        Scenario unserved = Scenario.given().logins(APOP.secrets(notEverybody));
        for (Scenario scenario : new Scenario[] {byDefault, refused, unserved}) {
            try (MemoryStore store = scenario.newStore();
                    Pop3Server server = scenario.start(store);
                    AuthClient client = AuthClient.plain(server.addresses().get(0))) {
                assertThat(client.greeting).doesNotContain("<");
                assertThat(client.ask("APOP ann c4c9334bac560ecc979e58001b3e22fb"))
                        .isEqualTo("-ERR APOP is not offered here");
            }
        }
    }

    @Test
    @DisplayName("R5034-12 USER and PASS are refused where only APOP is on; APOP without secrets does not start")
    void alone() throws IOException {
        Scenario scenario = Scenario.given().logins(APOP);
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store);
                AuthClient client = AuthClient.plain(server.addresses().get(0))) {
            assertThat(client.ask("USER ann")).isEqualTo("-ERR USER and PASS are not offered here");
        }
        Logins impossible = Logins.of(Scenario.password("x")).commands(Set.of(LoginCommand.APOP));
        assertThatIllegalStateException()
                .isThrownBy(() -> Pop3Server.builder(new MemoryStore(), impossible)
                        .listen(new InetSocketAddress(0))
                        .start())
                .withMessageContaining("APOP");
    }
}
