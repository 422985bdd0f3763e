package org.pop3j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3j.server.Scenario.given;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.Wire;
import org.pop3j.store.MemoryStore;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.MaildropStore;
import org.pop3j.store.spi.StoredContent;

/** S-40: one stuck maildrop does not stop the others. On JDK 21 and later the sessions are virtual threads. */
@Timeout(60)
class StuckStoreTest {
    private static final ServerTimes IMPATIENT = new ServerTimes(
            Duration.ofMinutes(10),
            Duration.ofSeconds(120),
            Duration.ofSeconds(30),
            Duration.ofSeconds(60),
            Duration.ofMillis(200),
            Duration.ZERO);

    private final CountDownLatch stuck = new CountDownLatch(1);
    private final EventLog events = new EventLog();

    @Test
    @DisplayName("S-40 with many reads stuck, other sessions go on")
    void othersGoOn() throws IOException, MaildropException {
        Scenario scenario = given("x").store(store -> stuckOn("stuck", store));
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store)) {
            List<Wire> wires = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                wires.add(stuckSession(store, server, "stuck" + i));
            }
            try (Wire other = Wire.tcp(server.addresses().get(0))) {
                Dialogue.parse(Scenario.LOGIN + "C: RETR 1\nS: +OK*\nS: x\nS: .\nC: QUIT\nS: +OK*\nS: <EOF>")
                        .play(other);
            }
            stuck.countDown();
            for (Wire wire : wires) {
                Dialogue.parse("S: +OK*\nS: .").play(wire);
                wire.close();
            }
        }
    }

    @Test
    @DisplayName(
            "S-40 R3206-01 a read that takes too long: [SYS/TEMP] and the end, or on a platform thread just the end")
    void givesUp() throws IOException, MaildropException, InterruptedException {
        Scenario scenario =
                given("x").with(b -> b.times(IMPATIENT).events(events)).store(store -> stuckOn("stuck", store));
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store)) {
            Wire wire = stuckSession(store, server, "stuck");
            if (hasVirtualThreads()) {
                Dialogue.parse("S: -ERR [SYS/TEMP] the mail store does not answer now\nS: <EOF>")
                        .play(wire);
            } else {
                Dialogue.parse("S: <EOF>").play(wire);
            }
            wire.close();
            stuck.countDown();
            assertThat(events.awaitEnd().principal()).contains("stuck");
            awaitFree(store, new MaildropName("stuck"));
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "sessions are virtual threads on JDK 21 and later only")
    @DisplayName(
            "S-40 when all store threads are stuck a further call is refused with [SYS/TEMP], and its lock is not left behind")
    void saturated() throws IOException, MaildropException {
        ServerLimits two = new ServerLimits(100, 100, 2, 3, 10, 1024);
        Scenario scenario = given("x").with(b -> b.limits(two)).store(store -> stuckOn("stuck", store));
        try (MemoryStore store = scenario.newStore();
                Pop3Server server = scenario.start(store)) {
            List<Wire> wires = List.of(stuckSession(store, server, "stuck0"), stuckSession(store, server, "stuck1"));
            try (Wire other = Wire.tcp(server.addresses().get(0))) {
                Dialogue.parse("""
                        S: +OK*
                        C: USER ann
                        S: +OK*
                        C: PASS secret word
                        S: -ERR [SYS/TEMP] the mail store does not answer now
                        S: <EOF>
                        """).play(other);
            }
            stuck.countDown();
            for (Wire wire : wires) {
                Dialogue.parse("S: +OK*\nS: .").play(wire);
                wire.close();
            }
            store.open(Scenario.ANN).close();
        }
    }

    @Test
    @DisplayName("design 2: stopping the server interrupts no thread of a session: it would void file locks")
    void stopDoesNotInterrupt() throws IOException, MaildropException, InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        boolean[] interrupted = new boolean[1];
        ThreadFactory threads = session -> new Thread(() -> {
            session.run();
            interrupted[0] = Thread.currentThread().isInterrupted();
            ended.countDown();
        });
        Scenario scenario = given("x").with(b -> b.threads(threads).events(events));
        try (MemoryStore store = scenario.newStore()) {
            Pop3Server server = scenario.start(store);
            try (Wire wire = Wire.tcp(server.addresses().get(0))) {
                Dialogue.parse(Scenario.LOGIN + "C: DELE 1\nS: +OK*").play(wire);
                server.close();
                Dialogue.parse("S: <EOF>").play(wire);
            }
            assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(interrupted[0]).isFalse();
            assertThat(events.awaitEnd().end()).isEqualTo(SessionSummary.End.STOPPED);
            try (Maildrop maildrop = store.open(Scenario.ANN)) {
                assertThat(maildrop.count()).isEqualTo(1);
            }
        }
    }

    private Wire stuckSession(MemoryStore store, Pop3Server server, String name) throws IOException, MaildropException {
        MaildropName maildrop = new MaildropName(name);
        store.create(maildrop);
        store.deliver(maildrop, InputStream.nullInputStream(), Optional.empty());
        Wire wire = Wire.tcp(server.addresses().get(0));
        Dialogue.parse(Scenario.LOGIN.replace("USER ann", "USER " + name) + "C: RETR 1")
                .play(wire);
        return wire;
    }

    /** Maildrops whose names begin so cannot be read until the latch opens. */
    private FaultyStore stuckOn(String prefix, MaildropStore sound) {
        return new FaultyStore(sound) {
            @Override
            public Maildrop open(MaildropName name) throws MaildropException {
                Maildrop maildrop = super.open(name);
                return name.value().startsWith(prefix) ? new Stuck(maildrop) : maildrop;
            }
        };
    }

    private final class Stuck extends FaultyStore.Passing {
        Stuck(Maildrop sound) {
            super(sound);
        }

        @Override
        public StoredContent content(int number) throws MaildropException {
            try {
                stuck.await();
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted", e);
            }
            return super.content(number);
        }
    }

    private static void awaitFree(MemoryStore store, MaildropName name) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (System.nanoTime() < deadline) {
            try {
                store.open(name).close();
                return;
            } catch (MaildropException stillLocked) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("the lock was not released");
    }

    private static boolean hasVirtualThreads() {
        return Runtime.version().feature() >= 21;
    }
}
