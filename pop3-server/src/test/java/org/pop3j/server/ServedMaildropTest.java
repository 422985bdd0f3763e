package org.pop3j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.store.MemoryStore;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;

class ServedMaildropTest {
    private final BufferPool pool = new BufferPool();

    /** Runs calls here, remembers how long each may take, and can be told to stall. */
    private static final class RecordedWork extends StoreWork {
        final List<Duration> limits = new ArrayList<>();
        boolean isStuck;

        RecordedWork() {
            super(Duration.ofSeconds(60));
        }

        @Override
        <T> T perform(Call<T> call, Duration limit, Consumer<T> tooLate)
                throws MaildropException, AuthenticationUnavailableException, IOException, StalledException {
            limits.add(limit);
            if (isStuck) {
                throw new StalledException("stuck");
            }
            return call.run();
        }

        @Override
        void last(Runnable release) {
            release.run();
        }
    }

    @Test
    @DisplayName("S-40 the sizes of a large maildrop are asked for in slices, and only once")
    void slices() throws RefusedException {
        RecordedWork work = new RecordedWork();
        AtomicInteger asked = new AtomicInteger();
        ServedMaildrop maildrop = ServedMaildrop.open(
                () -> new FaultyStore.Passing(snapshot(2 * ServedMaildrop.SLICE + 1)) {
                    @Override
                    public long octets(int number) throws MaildropException {
                        asked.incrementAndGet();
                        return super.octets(number);
                    }
                },
                work,
                pool);
        work.limits.clear();

        assertThat(maildrop.octets()).isEqualTo(3 * (2 * ServedMaildrop.SLICE + 1));
        assertThat(maildrop.octets()).isEqualTo(3 * (2 * ServedMaildrop.SLICE + 1));

        assertThat(asked).hasValue(2 * ServedMaildrop.SLICE + 1);
        assertThat(work.limits).hasSize(3).containsOnly(Duration.ofSeconds(60));
    }

    @Test
    @DisplayName("design 4: the removals of QUIT have as long as a client waits for them")
    void updatePatience() throws RefusedException {
        RecordedWork work = new RecordedWork();
        ServedMaildrop maildrop = ServedMaildrop.open(() -> snapshot(2), work, pool);
        work.limits.clear();
        BitSet first = new BitSet();
        first.set(1);

        assertThat(maildrop.commitAndClose(first).isEmpty()).isTrue();

        assertThat(work.limits).containsExactly(Duration.ofMinutes(10));
    }

    @Test
    @DisplayName("S-40 a buffer that a stuck read may still write into serves nobody else")
    void abandonedBuffer() throws RefusedException, IOException {
        RecordedWork work = new RecordedWork();
        OpenedContent content = OpenedContent.open(
                () -> FaultyStore.content(new ByteArrayInputStream(new byte[2 * BufferPool.BUFFER_OCTETS])),
                work,
                pool);
        byte[] piece = content.piece();
        work.isStuck = true;
        assertThatThrownBy(content::next).isInstanceOf(IOException.class);
        content.close();
        assertThat(pool.take()).isNotSameAs(piece);
    }

    @Test
    @DisplayName("S-30 the buffer of a message that was sent serves the next one")
    void returnedBuffer() throws RefusedException, IOException {
        OpenedContent content = OpenedContent.open(
                () -> FaultyStore.content(new ByteArrayInputStream(new byte[10])), new RecordedWork(), pool);
        byte[] piece = content.piece();
        assertThat(content.length()).isEqualTo(10);
        assertThat(content.next()).isFalse();
        content.close();
        assertThat(pool.take()).isSameAs(piece);
    }

    @Test
    @DisplayName(
            "the call that reads the last piece closes the message; one that is not read to its end is closed in a call")
    void callsOfAMessage() throws RefusedException, IOException {
        for (int octets : new int[] {
            0, 10, BufferPool.BUFFER_OCTETS - 1, BufferPool.BUFFER_OCTETS, 2 * BufferPool.BUFFER_OCTETS + 1
        }) {
            assertThat(callsOf(octets, true))
                    .as("%d octets, read", octets)
                    .isEqualTo(1 + octets / BufferPool.BUFFER_OCTETS);
            assertThat(callsOf(octets, false))
                    .as("%d octets, left", octets)
                    .isEqualTo(octets < BufferPool.BUFFER_OCTETS ? 1 : 2);
        }
    }

    private int callsOf(int octets, boolean isRead) throws RefusedException, IOException {
        RecordedWork work = new RecordedWork();
        AtomicInteger closed = new AtomicInteger();
        ByteArrayInputStream message = new ByteArrayInputStream(new byte[octets]) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        try (OpenedContent content = OpenedContent.open(() -> FaultyStore.content(message), work, pool)) {
            while (isRead && content.next()) {
                assertThat(closed).hasValueLessThanOrEqualTo(1);
            }
        }
        assertThat(closed).hasValue(1);
        return work.limits.size();
    }

    @Test
    @DisplayName("R1939-15 a store call that ends after the server has stopped still lets go of its maildrop")
    void releaseAfterStop() {
        WorkThreads threads = new WorkThreads("test-", 1);
        CompletableFuture<Integer> stuck = new CompletableFuture<>();
        AtomicInteger released = new AtomicInteger();
        CompletableFuture<Void> release = threads.release(stuck, released::incrementAndGet);
        threads.close();
        assertThat(released).hasValue(0);
        stuck.complete(1);
        release.join();
        assertThat(released).hasValue(1);
    }

    @Test
    @DisplayName("D-7 a unique-id of a store that is none never reaches the client")
    void wrongUniqueIds() {
        for (String wrong : new String[] {"", "a b", "a\r", "\u007f", "\u0080"}) {
            ListingLines lines = new ListingLines(1);
            byte[] octets = wrong.getBytes(StandardCharsets.ISO_8859_1);
            assertThatThrownBy(() -> lines.add(1, octets, 0, octets.length)).isInstanceOf(IllegalStateException.class);
            assertThat(lines.length()).isZero();
        }
    }

    @Test
    @DisplayName("the lines of a unique-id listing, more and longer ones than expected too")
    void listingLines() {
        ListingLines lines = new ListingLines(1);
        StringBuilder expected = new StringBuilder();
        for (int number : new int[] {1, 9, 10, 99, 100, 12_345, Integer.MAX_VALUE}) {
            byte[] octets = ("!" + "x".repeat(70) + "!").getBytes(StandardCharsets.US_ASCII);
            lines.add(number, octets, 1, 70);
            expected.append(number).append(' ').append("x".repeat(70)).append("\r\n");
        }
        assertThat(new String(lines.octets(), 0, lines.length(), StandardCharsets.US_ASCII))
                .isEqualTo(expected.toString());
    }

    private static Maildrop snapshot(int messages) throws MaildropException {
        MemoryStore store = new MemoryStore();
        store.create(Scenario.ANN);
        for (int i = 0; i < messages; i++) {
            Scenario.deliver(store, new byte[] {'x'});
        }
        return store.open(Scenario.ANN);
    }
}
