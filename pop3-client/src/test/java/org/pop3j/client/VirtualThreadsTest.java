package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pop3j.client.TestServer.mail;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** Who waits for a server gives its thread of the system to others. */
@Timeout(120)
class VirtualThreadsTest {
    @Test
    @EnabledForJreRange(
            min = JRE.JAVA_21,
            disabledReason = "Java 21 brought virtual threads; what they need is seen by noMonitorAroundWaiting")
    @DisplayName("more sessions than the system gives threads to wait for their servers at the same time")
    void waiting() throws IOException {
        int accounts = 4 * Runtime.getRuntime().availableProcessors() + 4;
        CountDownLatch asked = new CountDownLatch(accounts);
        List<Boolean> virtual = new CopyOnWriteArrayList<>();
        try (TestServer server = new TestServer(mail("x", "a"))) {
            server.fault = command -> answeredWhenAllHaveAsked(command, asked);
            Pop3Poller.Builder builder = Pop3Poller.builder().atOnce(accounts);
            for (int i = 0; i < accounts; i++) {
                Pop3Sync sync = server.sync(SyncLedger.inMemory("ada" + i)).build();
                builder.account("ada" + i, sync, (message, content) -> virtual.add(isVirtual()));
            }
            try (Pop3Poller poller = builder.build()) {
                assertThat(poller.poll().failures()).isZero();
            }
            assertThat(virtual).hasSize(accounts).containsOnly(true);
        }
    }

    /** If waiting for an answer kept a thread of the system, the last would never ask. */
    private static Optional<String> answeredWhenAllHaveAsked(String command, CountDownLatch asked) throws IOException {
        if (command.startsWith("RETR")) {
            asked.countDown();
            try {
                if (!asked.await(20, TimeUnit.SECONDS)) {
                    throw new IOException("others have not asked yet");
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        return Optional.empty();
    }

    private static boolean isVirtual() {
        try {
            Method isVirtual = Thread.class.getMethod("isVirtual");
            return (boolean) isVirtual.invoke(Thread.currentThread());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("enabled where there are virtual threads", e);
        }
    }

    @Test
    @DisplayName(
            "no monitor, which would keep the thread of the system on Java 21 to 23, is held where something waits")
    void noMonitorAroundWaiting() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<String> withMonitors = sources.filter(Files::isRegularFile)
                    .filter(VirtualThreadsTest::hasMonitor)
                    .map(source -> source.getFileName().toString())
                    .sorted()
                    .toList();
            // One looks at its own fields, the other adds to a list: neither calls anything that waits.
            assertThat(withMonitors).containsExactly("PolledAccount.java", "Transcript.java");
        }
    }

    private static boolean hasMonitor(Path source) {
        try {
            return Files.readString(source).contains("synchronized ");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
