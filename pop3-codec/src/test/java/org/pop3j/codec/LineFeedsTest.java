package org.pop3j.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LineFeedsTest {
    private static final byte[] LIKELY_MISTAKEN = {'\n', 0x0B, 0x09, (byte) 0x8A, (byte) 0x8B, 0, (byte) 0xFF, 'a', 0x0D
    };

    @Test
    @DisplayName("S-11: the search eight octets at a time finds what the naive one finds, at all alignments")
    void againstTheNaiveLoop() {
        long seed = Seed.printed(LineFeedsTest.class);
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            byte[] octets = new byte[40];
            for (int i = 0; i < octets.length; i++) {
                octets[i] = LIKELY_MISTAKEN[random.nextInt(LIKELY_MISTAKEN.length)];
            }
            for (int from = 0; from <= octets.length; from++) {
                for (int to = from; to <= octets.length; to++) {
                    int found = LineFeeds.indexOf(octets, from, to);
                    if (found != naive(octets, from, to)) {
                        fail("seed %d, %s from %d to %d: %d", seed, Arrays.toString(octets), from, to, found);
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("S-11: each octet value at each place: only LF is LF")
    void eachValue() {
        for (int place = 0; place < 16; place++) {
            for (int value = 0; value < 256; value++) {
                byte[] octets = new byte[16];
                octets[place] = (byte) value;
                assertThat(LineFeeds.indexOf(octets, 0, 16)).isEqualTo(value == '\n' ? place : 16);
            }
        }
    }

    private static int naive(byte[] octets, int from, int to) {
        for (int i = from; i < to; i++) {
            if (octets[i] == '\n') {
                return i;
            }
        }
        return to;
    }
}
