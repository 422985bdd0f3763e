package org.pop3j.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.codec.LineReader;
import org.pop3j.store.MemoryStore;

class PenaltiesTest {
    private final ManualClock clock = new ManualClock();
    private final Penalties penalties = new Penalties(Duration.ofSeconds(1), clock);

    private static SocketAddress at(String address) {
        try {
            return new InetSocketAddress(InetAddress.getByName(address), 12345);
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            penalties.failed(at(address), "");
        }
    }

    private long seconds(String address) {
        return penalties.delay(at(address)).toSeconds();
    }

    @Test
    @DisplayName(
            "S-13 the wait of an address begins with its third failure, doubles with each, and ends at 16 times the first")
    void grows() {
        long[] expected = {0, 0, 0, 1, 2, 4, 8, 16, 16, 16};
        for (long wait : expected) {
            assertThat(seconds("192.0.2.1")).isEqualTo(wait);
            fail("192.0.2.1", 1);
        }
        fail("192.0.2.1", 10_000);
        assertThat(seconds("192.0.2.1")).isEqualTo(16);
    }

    @Test
    @DisplayName("S-13 nobody is locked out for long: two minutes after 10,000 failures the wait is gone")
    void forgotten() {
        fail("192.0.2.1", 10_000);
        clock.advance(Duration.ofMinutes(1));
        assertThat(seconds("192.0.2.1")).isEqualTo(2);
        clock.advance(Duration.ofMinutes(1));
        assertThat(seconds("192.0.2.1")).isZero();
    }

    @Test
    @DisplayName("S-13 a device with an old password that asks each minute makes nobody of its house wait")
    void oldPassword() {
        for (int minute = 0; minute < 60; minute++) {
            fail("192.0.2.1", 1);
            assertThat(seconds("192.0.2.1")).isZero();
            clock.advance(Duration.ofMinutes(1));
        }
    }

    @Test
    @DisplayName("S-13 other addresses are not touched; of IPv6 the first 64 bits count, whatever the port")
    void networks() {
        fail("192.0.2.1", 20);
        fail("2001:db8:1:2::1", 20);
        assertThat(seconds("192.0.2.2")).isZero();
        assertThat(seconds("2001:db8:1:2:ffff:ffff:ffff:ffff")).isEqualTo(16);
        assertThat(seconds("2001:db8:1:3::1")).isZero();
        assertThat(seconds("::ffff:192.0.2.1")).isEqualTo(16);
        assertThat(penalties.delay(InetSocketAddress.createUnresolved("x", 1))).isZero();
    }

    @Test
    @DisplayName("S-28 the table is bounded: the address that was quiet longest is forgotten first")
    void bounded() {
        fail("10.255.255.255", 20);
        fail("10.255.255.254", 20);
        for (int i = 0; i < FailureCounts.MOST_KEYS - 2; i++) {
            fail("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), 1);
        }
        assertThat(seconds("10.255.255.255"))
                .as("asked for, so not the eldest any more")
                .isEqualTo(16);
        fail("11.0.0.1", 1);
        assertThat(seconds("10.255.255.254")).isZero();
        assertThat(seconds("10.255.255.255")).isEqualTo(16);
    }

    private void guess(String account, int addresses) {
        for (int i = 0; i < addresses; i++) {
            penalties.failed(at("10.1." + (i >> 8) + "." + (i & 255)), account);
        }
    }

    @Test
    @DisplayName("S-13 many addresses that guess one account make logins to it wait, and to no other; for two minutes")
    void byAccount() {
        guess("ann", Penalties.FREE_FAILURES_OF_ACCOUNT - 1);
        assertThat(penalties.delay(at("192.0.2.1"), "ann")).isZero();
        guess("ann", 1);
        assertThat(penalties.delay(at("192.0.2.1"), "ann")).hasSeconds(1);
        guess("ann", 1_000);
        assertThat(penalties.delay(at("192.0.2.1"), "ann")).hasSeconds(16);
        assertThat(penalties.delay(at("192.0.2.1"), "bob")).isZero();
        assertThat(seconds("192.0.2.1")).isZero();
        clock.advance(Duration.ofMinutes(2));
        assertThat(penalties.delay(at("192.0.2.1"), "ann")).isZero();
    }

    @Test
    @DisplayName("S-13 its owner is not kept out: an address from which somebody logged in to it does not wait")
    void acquainted() {
        penalties.succeeded(at("192.0.2.7"), "ann");
        guess("ann", 1_000);
        guess("bob", 1_000);
        assertThat(penalties.delay(at("192.0.2.7"), "ann")).isZero();
        assertThat(penalties.delay(at("192.0.2.7"), "bob")).hasSeconds(16);
        assertThat(penalties.delay(at("192.0.2.8"), "ann")).hasSeconds(16);
    }

    @Test
    @DisplayName("S-13 names that begin alike count together from 64 characters on, and none is not counted")
    void names() {
        guess("x".repeat(64) + "1", 100);
        guess("", 100);
        assertThat(penalties.delay(at("192.0.2.1"), "x".repeat(64) + "2")).hasSeconds(16);
        assertThat(penalties.delay(at("192.0.2.1"), "x".repeat(63))).isZero();
        assertThat(penalties.delay(at("192.0.2.1"), "")).isZero();
    }

    @Test
    @DisplayName(
            "S-13 guesses of one account, by whatever name a delegate gives, hold back the answer to the next, right or wrong")
    void accountOverTheWire() throws IOException {
        Duration first = Duration.ofMillis(20);
        Scenario scenario = Scenario.given()
                .logins(Logins.of(new TestUsers()).delegateNames(DelegateNames.BEHIND_LAST_SLASH))
                .with(b -> b.times(ServerTimes.DEFAULTS.withFailedLogin(first)))
                .with(b -> b.limits(new ServerLimits(10, 10, 4, Integer.MAX_VALUE, 10, 1024)));
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store)) {
            for (int i = 1; i <= Penalties.FREE_FAILURES_OF_ACCOUNT + 4; i++) {
                guess(server.addresses().get(0), "127.0.1." + i);
            }
            Duration most = first.multipliedBy(16);
            for (String login :
                    new String[] {"USER ann\r\nPASS wrong", "USER ann/box\r\nPASS wrong", "USER ann\r\nPASS secret word"
                    }) {
                try (AuthClient client = AuthClient.plain(server.addresses().get(0))) {
                    long began = System.nanoTime();
                    client.ask(login);
                    client.line();
                    assertThat(System.nanoTime() - began).as(login).isGreaterThanOrEqualTo(most.toNanos());
                }
            }
        }
    }

    private static void guess(SocketAddress server, String from) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(from, 0));
            socket.connect(server);
            socket.getOutputStream().write("USER ann\r\nPASS wrong\r\n".getBytes(StandardCharsets.US_ASCII));
            LineReader lines = new LineReader(socket.getInputStream(), 512);
            lines.readLine(512);
            lines.readLine(512);
            assertThat(lines.readLine(512).orElseThrow()).startsWith("-ERR [AUTH]");
        }
    }

    @Test
    @DisplayName("a first wait of zero switches waiting off")
    void off() {
        Penalties none = new Penalties(Duration.ZERO, clock);
        for (int i = 0; i < 20; i++) {
            none.failed(at("192.0.2.1"), "ann");
        }
        assertThat(none.delay(at("192.0.2.1"))).isZero();
        assertThat(none.delay(at("192.0.2.2"), "ann")).isZero();
    }

    @Test
    @DisplayName("a server that stops ends all waits")
    void closing() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            penalties.await(Duration.ofHours(1));
            ended.countDown();
        });
        waiting.start();
        penalties.close();
        assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    @DisplayName(
            "S-13 failures of AUTH, PASS and APOP, over several connections, make the next login of the address wait")
    void acrossConnections() throws IOException {
        Duration first = Duration.ofMillis(300);
        Scenario scenario = Scenario.given()
                .logins(Logins.of(new TestUsers()).commands(Set.of(LoginCommand.USER_PASS, LoginCommand.APOP)))
                .with(b -> b.times(ServerTimes.DEFAULTS.withFailedLogin(first)));
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store)) {
            for (String failure : new String[] {
                "AUTH PLAIN AGFubgB3cm9uZw==", "USER ann\r\nPASS wrong", "APOP ann c4c9334bac560ecc979e58001b3e22fb"
            }) {
                try (AuthClient client = AuthClient.plain(server.addresses().get(0))) {
                    String answer = client.ask(failure);
                    assertThat(answer.startsWith("+OK") ? client.line() : answer)
                            .startsWith("-ERR [AUTH]");
                }
            }
            try (AuthClient client = AuthClient.plain(server.addresses().get(0))) {
                long began = System.nanoTime();
                assertThat(client.ask("AUTH PLAIN AGFubgBzZWNyZXQgd29yZA==")).startsWith("+OK");
                assertThat(System.nanoTime() - began).isGreaterThanOrEqualTo(first.toNanos());
            }
        }
    }
}
