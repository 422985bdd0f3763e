package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.codec.MessageNumber;

/** The way of a message's octets from the connection to whoever wants them. */
class TransferTest {
    private static final MessageNumber ONE = new MessageNumber(1);
    private static final String RETR = "C: RETR 1\nS: +OK\nS: a\nS: ..b\nS: ..c\nS: .\n";

    @Test
    @DisplayName(
            "S-06: octets are handed on from the buffer of the connection, by sink and by transferTo: no copy is made")
    void noCopy() throws IOException {
        Target target = new Target();
        Wiring.PLAIN.playLoggedIn(RETR + RETR, session -> {
            session.retrieve(ONE, target);
            try (InputStream in = session.retrieve(ONE)) {
                in.transferTo(target);
            }
        });
        assertThat(target.got).hasToString("a\r\n.b\r\n.c\r\na\r\n.b\r\n.c\r\n");
        assertThat(target.arrays).hasSize(6).allMatch(array -> array == target.arrays.get(0));
    }

    @Test
    @DisplayName(
            "transferTo: a target that has failed gets nothing more; what came meanwhile is there for who reads on")
    void nothingMoreAfterAFailure() throws IOException {
        Target target = new Target();
        target.failure = Optional.of(new IOException("disk full"));
        Wiring.PLAIN.playLoggedIn(RETR + "C: NOOP\nS: +OK", session -> {
            try (InputStream in = session.retrieve(ONE)) {
                assertThatThrownBy(() -> in.transferTo(target)).hasMessage("disk full");
                assertThat(in.readAllBytes()).asString().isEqualTo(".b\r\n.c\r\n");
            }
            session.noop();
        });
        assertThat(target.got).hasToString("");
    }

    @Test
    @DisplayName("transferTo: what was decoded already comes first, and counts")
    void behindWhatWasRead() throws IOException {
        Target target = new Target();
        Wiring.PLAIN.playLoggedIn(RETR, session -> {
            try (InputStream in = session.retrieve(ONE)) {
                assertThat(in.readNBytes(2)).asString().isEqualTo("a\r");
                assertThat(in.transferTo(target)).isEqualTo(9);
                assertThat(in.transferTo(target)).isZero();
            }
        });
        assertThat(target.got).hasToString("\n.b\r\n.c\r\n");
    }

    @Test
    @DisplayName("Each that takes octets takes them one by one too, and neither CR, dot nor 0xFF is special")
    void oneByOne() throws IOException {
        byte[] octets = {'\r', '.', '\n', 0, (byte) 0xFF};
        ByteArrayOutputStream sunk = new ByteArrayOutputStream();
        ByteArrayOutputStream channelled = new ByteArrayOutputStream();
        Piece piece = new Piece();
        Arrival arrival =
                new Arrival(Optional.empty(), OptionalLong.empty(), 5, Oversize.FAILS, TransferProgress.NONE, false);
        MessageSink sink = new MessageSink(sunk, arrival);
        OutputStream channel = new ChannelOutput(Channels.newChannel(channelled));
        for (byte octet : octets) {
            sink.write(octet);
            channel.write(octet);
            piece.write(octet);
        }
        assertThat(sunk.toByteArray()).isEqualTo(octets);
        assertThat(sink.octets()).isEqualTo(5);
        assertThat(channelled.toByteArray()).isEqualTo(octets);
        byte[] taken = new byte[5];
        assertThat(piece.take(taken, 0, 9)).isEqualTo(5);
        assertThat(taken).isEqualTo(octets);
    }

    /** Remembers what it was given, and from which arrays; fails once if it is to. */
    private static final class Target extends OutputStream {
        private final ByteArrayOutputStream got = new ByteArrayOutputStream();
        private final List<byte[]> arrays = new ArrayList<>();
        private Optional<IOException> failure = Optional.empty();

        @Override
        public void write(int octet) {
            throw new UnsupportedOperationException("octet by octet");
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            if (failure.isPresent()) {
                IOException told = failure.orElseThrow();
                failure = Optional.empty();
                throw told;
            }
            arrays.add(source);
            got.write(source, offset, length);
        }
    }
}
