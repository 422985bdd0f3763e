package org.pop3j.conformance.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3j.conformance.server.WrongServer.instead;
import static org.pop3j.conformance.server.WrongServer.saying;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.conformance.Deliverer;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.ServerKit;
import org.pop3j.conformance.Target;
import org.pop3j.conformance.Verdict;
import org.pop3j.conformance.fake.FakeMaildrop;
import org.pop3j.conformance.fake.FakeServer;
import org.pop3j.conformance.fake.FakeSession;
import org.pop3j.conformance.fake.Said;
import org.pop3j.conformance.fake.Twist;

/** What servers of others do, and what is not to be held against them; each was a wrong accusation in the matrix once. */
class FairnessTest {
    private final FakeMaildrop maildrop = new FakeMaildrop();

    @ParameterizedTest(name = "{0}: a delivery may put lines into the header, as those of Cyrus and Mailutils do")
    @ValueSource(strings = {"C0006", "C0023", "R1939-06/end", "R1939-05/first", "S-06"})
    void headersOfTheDelivery(String check) throws IOException {
        Deliverer adding = octets -> {
            String message = text(octets);
            int blank = message.indexOf("\r\n\r\n") + 2;
            maildrop.deliver(message.substring(0, blank) + "X-UIDL: 1\r\n" + message.substring(blank));
        };

        assertThat(finding(check, Twist.NONE, adding).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    @DisplayName(
            "C0006: a line that the server itself puts into the header is held against it, since LIST does not count it")
    void headerOfTheServer() throws IOException {
        Twist adding = WrongServer.changing("RETR .*", right -> right.replace("\r\n\r\n", "\r\nX-Seen: yes\r\n\r\n"));

        assertThat(finding("C0006", adding, this::deliver).verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    @DisplayName("R1939-25: where twins have one unique-id, removing one does not have to remove the other")
    void twins() throws IOException {
        Twist equalIds = WrongServer.changing("UIDL.*", right -> right.replaceAll("m0000[0-9]{2}", "same"));

        assertThat(finding("R1939-25", equalIds, this::deliver).verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    @DisplayName("R2449-04: a server that refuses long names does not show how long a line may be")
    void longNames() throws IOException {
        Finding finding = finding("R2449-04", saying("USER n{100,}", "-ERR [AUTH] Invalid user"), this::deliver);

        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_TESTED);
    }

    @Test
    @DisplayName("R1939-13: sessions side by side that take nothing from each other are worth a warning only")
    void harmlessSessions() throws IOException {
        Finding finding = finding("R1939-13", secondIsLetIn(), this::deliver);

        assertThat(finding.verdict()).as(String.join("\n", finding.dialogue())).isEqualTo(Verdict.WARNED);
    }

    @Test
    @DisplayName("R1939-13: where the second session takes a message from the first, the lock is missing")
    void harmfulSessions() throws IOException {
        Twist gone = WrongServer.both(secondIsLetIn(), saying("RETR .*", "-ERR it is gone"));

        assertThat(finding("R1939-13", gone, this::deliver).verdict()).isEqualTo(Verdict.FAILED);
    }

    @ParameterizedTest(name = "{0}: where a lock keeps mail from being delivered, the check is not tested")
    @ValueSource(strings = {"R1939-16", "C0039/arrival"})
    void failingDelivery(String check) throws IOException {
        AtomicInteger deliveries = new AtomicInteger();
        Deliverer locked = octets -> {
            if (deliveries.incrementAndGet() > Seed.values().length + 1) {
                throw new IOException("ada.lock is not given free");
            }
            deliver(octets);
        };

        Finding finding = finding(check, Twist.NONE, locked);

        assertThat(finding.verdict()).isEqualTo(Verdict.NOT_TESTED);
        assertThat(finding.came()).contains("ada.lock is not given free");
    }

    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"s=,i=4096", "s=c2FsdA==,i=0", "s=c2FsdA==,i=2000000000", "s=c2FsdA==,i=x"})
    @DisplayName("R5802-01: a salt or a count that nobody can use ends the check in no time, not the run")
    void unusableSalt(String attributes) throws IOException {
        Twist twist = WrongExtensions.challenge("r=", text -> text.replaceAll("s=.*", attributes));

        Finding finding = finding("R5802-01", twist, this::deliver);

        assertThat(finding.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(finding.expected()).startsWith("a salt, and a count");
    }

    @Test
    @DisplayName("S-13: a server that takes its time for each wrong password is waited for once")
    void slowRefusals() throws IOException {
        Duration slow = Duration.ofMillis(400);
        Twist delaying = instead("PASS this-is-not.*", (session, line) -> {
            LockSupport.parkNanos(slow.toNanos());
            return Said.line("-ERR [AUTH] wrong");
        });

        Finding finding = finding("S-13", delaying, this::deliver);

        assertThat(finding.verdict()).isEqualTo(Verdict.PASSED);
        assertThat(finding.dialogue())
                .filteredOn(line -> line.startsWith("C: PASS"))
                .hasSize(1);
    }

    private static Twist secondIsLetIn() {
        return instead("PASS " + WrongServers.PASSWORD, (session, line) -> {
            session.openWithoutLock();
            return Said.line("+OK");
        });
    }

    private void deliver(byte[] octets) {
        maildrop.deliver(text(octets));
    }

    private static String text(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }

    private Finding finding(String check, Twist twist, Deliverer deliverer) throws IOException {
        FakeSession.Setting setting = WrongServers.setting(maildrop, twist);
        try (FakeServer server = new FakeServer(FakeServer.anyPort(), Optional.empty(), false, number -> setting)) {
            return ServerKit.run(Target.builder(server.address(), WrongServers.USER, WrongServers.PASSWORD)
                            .deliverer(deliverer)
                            .destructive()
                            .patience(Duration.ofSeconds(1))
                            .only(List.of(check))
                            .build())
                    .findings()
                    .stream()
                    .filter(finding -> finding.check().name().equals(check))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
