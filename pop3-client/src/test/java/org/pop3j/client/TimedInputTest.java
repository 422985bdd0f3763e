package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** D-2: what a read of a connection is allowed, and what is said when that was not enough. */
@Timeout(60)
class TimedInputTest {
    private static final Duration IDLE = Duration.ofSeconds(100);

    private final FakeSocket socket = new FakeSocket();

    @Test
    @DisplayName("D-2: a read may wait for the idle time, or for what is left until the deadline where that is less")
    void idleTimeOrDeadline() throws IOException {
        TimedInput input = input(new Watchdog(() -> {}));
        input.allow(IDLE, Deadline.NEVER);
        input.read();
        input.allow(IDLE, Deadline.in(IDLE.multipliedBy(2), Deadline.What.LINE, System.nanoTime()));
        input.read();
        input.allow(IDLE, Deadline.in(Duration.ofSeconds(50), Deadline.What.LINE, System.nanoTime()));
        input.read();
        assertThat(socket.timeouts).hasSize(2).startsWith(100_000);
        assertThat(socket.timeouts.get(1)).isBetween(40_000, 50_000);
    }

    @Test
    @DisplayName("D-2: behind the deadline nothing is read, though there is something")
    void behindTheDeadline() throws IOException {
        TimedInput input = input(new Watchdog(() -> {}));
        Duration line = Duration.ofSeconds(2);
        input.allow(IDLE, Deadline.in(line, Deadline.What.LINE, System.nanoTime() - line.toNanos()));
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(input::read)
                .withMessage("expected a whole line within 2 s");
        assertThat(socket.octets.available()).isEqualTo(3);
        assertThat(socket.timeouts).isEmpty();
    }

    @Test
    @DisplayName("Octets one by one are 0 to 255, and -1 is the end")
    void oneByOne() throws IOException {
        TimedInput input = input(new Watchdog(() -> {}));
        input.allow(IDLE, Deadline.NEVER);
        assertThat(input.available()).isEqualTo(3);
        assertThat(List.of(input.read(), input.read(), input.read(), input.read()))
                .containsExactly('a' + 0, 0, 255, -1);
    }

    @Test
    @DisplayName("D-2: silence is told with how long it was waited for; another failure stays what it is")
    void failures() throws IOException {
        TimedInput input = input(new Watchdog(() -> {}));
        input.allow(IDLE, Deadline.NEVER);
        socket.failure = Optional.of(new SocketTimeoutException("Read timed out"));
        assertTimedOut(input, "100 s");
        socket.failure = Optional.of(new SocketException("Connection reset"));
        assertThatThrownBy(input::read).isSameAs(socket.failure.orElseThrow());
    }

    @Test
    @DisplayName("D-2: a connection that the watchdog has ended fails as one that was silent, in a read and before it")
    void bitten() throws Exception {
        CountDownLatch bite = new CountDownLatch(1);
        Watchdog watchdog = new Watchdog(bite::countDown);
        TimedInput input = input(watchdog);
        input.allow(IDLE, Deadline.NEVER);
        input.read();
        watchdog.watch(Duration.ofNanos(1));
        assertThat(bite.await(30, TimeUnit.SECONDS)).isTrue();
        socket.failure = Optional.of(new SocketException("Socket closed"));
        assertTimedOut(input, "100 s");
        input.allow(IDLE.plusSeconds(1), Deadline.NEVER);
        assertTimedOut(input, "101 s");
    }

    @Test
    @DisplayName("A socket that cannot be told how long to wait fails in its own words")
    void closedMeanwhile() throws IOException {
        TimedInput input = input(new Watchdog(() -> {}));
        input.allow(IDLE, Deadline.NEVER);
        socket.failure = Optional.of(new SocketException("Socket is closed"));
        assertThatThrownBy(input::read).isSameAs(socket.failure.orElseThrow());
        assertThat(socket.octets.available()).isEqualTo(3);
    }

    @Test
    @DisplayName("D-2: once a read is over nothing ends the connection, however long nobody reads")
    void nobodyReads() throws Exception {
        AtomicBoolean hasBitten = new AtomicBoolean();
        TimedInput input = input(new Watchdog(() -> hasBitten.set(true)));
        input.allow(Duration.ofMillis(500), Deadline.NEVER);
        input.read();
        // One thread looks after all connections, so that it has looked after the first one when it bites here.
        CountDownLatch later = new CountDownLatch(1);
        new Watchdog(later::countDown).watch(Duration.ofMillis(600));
        assertThat(later.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(hasBitten).isFalse();
    }

    @Test
    @DisplayName("S-08: octets that come as fast as they must are taken, slower ones end the connection")
    void rate() throws IOException {
        Duration noTime = Duration.ofNanos(1);
        TimedInput fast = new TimedInput(socket, socket, new Watchdog(() -> {}), 1);
        fast.allow(noTime, Deadline.NEVER);
        assertThat(fast.read()).isEqualTo('a');
        assertThat(fast.read()).isZero();
        TimedInput slow = new TimedInput(socket, socket, new Watchdog(() -> {}), Long.MAX_VALUE);
        slow.allow(noTime, Deadline.NEVER);
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(slow::read)
                .withMessageStartingWith("expected at least " + Long.MAX_VALUE + " octets a second, got ");
    }

    private TimedInput input(Watchdog watchdog) throws IOException {
        return new TimedInput(socket, socket, watchdog, 0);
    }

    private void assertTimedOut(TimedInput input, String time) {
        assertThatExceptionOfType(SocketTimeoutException.class)
                .isThrownBy(input::read)
                .withMessage("expected the server to go on, got nothing for " + time)
                .withCause(socket.failure.orElseThrow());
    }

    /** Has three octets, and remembers how long it was to wait for them. */
    private static final class FakeSocket extends Socket {
        private final InputStream octets = new ByteArrayInputStream(new byte[] {'a', 0, (byte) 255});
        private final List<Integer> timeouts = new ArrayList<>();
        private Optional<IOException> failure = Optional.empty();

        @Override
        public void setSoTimeout(int milliseconds) throws SocketException {
            if (failure.isPresent() && failure.orElseThrow() instanceof SocketException e) {
                throw e;
            }
            timeouts.add(milliseconds);
        }

        @Override
        public InputStream getInputStream() {
            return new InputStream() {
                @Override
                public int available() throws IOException {
                    return octets.available();
                }

                @Override
                public int read() {
                    throw new UnsupportedOperationException("octet by octet");
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    if (failure.isPresent()) {
                        throw failure.orElseThrow();
                    }
                    return octets.read(target, offset, length);
                }
            };
        }
    }
}
