package org.pop3j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.codec.Reply;

class OutboxTest {
    private final List<Integer> writes = new ArrayList<>();
    private final ByteArrayOutputStream client = new ByteArrayOutputStream() {
        @Override
        public synchronized void write(byte[] octets, int offset, int length) {
            writes.add(length);
            super.write(octets, offset, length);
        }
    };
    private final BufferPool pool = new BufferPool();
    private final Watchdog watchdog = new Watchdog(System::nanoTime);
    private final Outbox outbox = new Outbox(client, pool, watchdog.watch(() -> {}), Duration.ofSeconds(1));

    @Test
    @DisplayName("design 2: nothing leaves before it is flushed or 64 KiB are full, and then in one write")
    void gathers() throws IOException {
        outbox.line(Reply.ok("a"));
        outbox.line(Reply.err("b"));
        assertThat(writes).isEmpty();
        outbox.flush();
        assertThat(text()).isEqualTo("+OK a\r\n-ERR b\r\n");
        assertThat(writes).containsExactly(15);
    }

    @Test
    @DisplayName(
            "pieces across the edge of the buffer arrive whole; S-29 what must get through in time is 16 KiB at once")
    void largePieces() throws IOException {
        byte[] piece = new byte[3 * BufferPool.BUFFER_OCTETS + 7];
        for (int i = 0; i < piece.length; i++) {
            piece[i] = (byte) (i * 31);
        }
        outbox.write(1);
        outbox.write(piece, 0, piece.length);
        outbox.flush();
        assertThat(writes).hasSize(13).endsWith(16384, 8);
        assertThat(writes.subList(0, 12)).containsOnly(16384);
        assertThat(Arrays.copyOfRange(client.toByteArray(), 1, piece.length + 1))
                .isEqualTo(piece);
    }

    @Test
    @DisplayName("lines at every distance from the edge arrive whole")
    void linesAtTheEdge() throws IOException {
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 40_000; i++) {
            outbox.listing(i, i * 1_000_003L);
            expected.append(i).append(' ').append(i * 1_000_003L).append("\r\n");
            outbox.line("id" + i);
            expected.append("id").append(i).append("\r\n");
        }
        outbox.flush();
        assertThat(text()).isEqualTo(expected.toString());
    }

    @Test
    @DisplayName("decimal figures of every length")
    void figures() throws IOException {
        for (long figure : new long[] {0, 9, 10, 99, 100, 4_294_967_296L, Long.MAX_VALUE}) {
            outbox.listing(7, figure);
        }
        outbox.flush();
        assertThat(text())
                .isEqualTo("7 0\r\n7 9\r\n7 10\r\n7 99\r\n7 100\r\n7 4294967296\r\n7 9223372036854775807\r\n");
    }

    @Test
    @DisplayName("an idle outbox holds no buffer: the pool has it back after a flush, and after a broken connection")
    void givesBuffersBack() throws IOException {
        byte[] buffer = pool.take();
        pool.giveBack(buffer);
        outbox.line("x");
        assertThat(pool.take()).isNotSameAs(buffer);
        outbox.flush();
        assertThat(pool.take()).isSameAs(buffer);
        pool.giveBack(buffer);
        outbox.line("never sent");
        outbox.release();
        assertThat(pool.take()).isSameAs(buffer);
        outbox.flush();
        assertThat(text()).isEqualTo("x\r\n");
    }

    @Test
    @DisplayName("the pool keeps a bounded number of buffers")
    void boundedPool() {
        List<byte[]> buffers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            buffers.add(pool.take());
        }
        buffers.forEach(pool::giveBack);
        int kept = 0;
        for (int i = 0; i < 100; i++) {
            byte[] taken = pool.take();
            kept += buffers.stream().anyMatch(b -> b == taken) ? 1 : 0;
        }
        assertThat(kept).isEqualTo(64);
    }

    @Test
    @DisplayName("a broken client is told to whoever writes")
    void brokenClient() throws IOException {
        Outbox broken = new Outbox(
                new ByteArrayOutputStream() {
                    @Override
                    public synchronized void write(byte[] octets, int offset, int length) {
                        throw new IllegalStateException("gone");
                    }
                },
                pool,
                watchdog.watch(() -> {}),
                Duration.ofSeconds(1));
        broken.line("x");
        assertThatThrownBy(broken::flush).hasMessage("gone");
    }

    private String text() {
        return client.toString(StandardCharsets.ISO_8859_1);
    }
}
