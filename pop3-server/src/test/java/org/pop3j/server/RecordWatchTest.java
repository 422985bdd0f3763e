package org.pop3j.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordWatchTest {
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;
    private static final int APPLICATION_DATA = 23;

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private final RecordWatch watch = new RecordWatch();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 1000})
    @DisplayName("S-37 a handshake record behind the handshake is found wherever the octets are cut, and only there")
    void aSecondHandshake(int pieceOctets) throws IOException {
        record(HANDSHAKE, 300);
        record(CHANGE_CIPHER_SPEC, 1);
        record(HANDSHAKE, 40);
        feed(pieceOctets);
        watch.settle();
        record(APPLICATION_DATA, 0);
        record(APPLICATION_DATA, 22);
        feed(pieceOctets);

        record(HANDSHAKE, 16);

        assertThatThrownBy(() -> feed(pieceOctets))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another TLS handshake");
    }

    @Test
    void dataThatLooksLikeAHandshakeIsData() throws IOException {
        watch.settle();
        octets.write(new byte[] {APPLICATION_DATA, 3, 3, 1, 44});
        for (int i = 0; i < 60; i++) {
            octets.write(new byte[] {HANDSHAKE, 3, 3, 0, 1});
        }

        assertThatCode(() -> feed(7)).doesNotThrowAnyException();
    }

    private void record(int type, int bodyOctets) {
        octets.write(type);
        octets.write(3);
        octets.write(3);
        octets.write(bodyOctets >> 8);
        octets.write(bodyOctets & 0xFF);
        octets.writeBytes(new byte[bodyOctets]);
    }

    private void feed(int pieceOctets) throws IOException {
        byte[] all = octets.toByteArray();
        octets.reset();
        for (int at = 0; at < all.length; at += pieceOctets) {
            watch.see(all, at, Math.min(pieceOctets, all.length - at));
        }
    }
}
