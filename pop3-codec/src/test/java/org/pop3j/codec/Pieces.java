package org.pop3j.codec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** The ways in which the same octets may arrive: whole, octet by octet, cut at each position, in random pieces. */
final class Pieces {
    private static final int RANDOM_WAYS = 10;

    private Pieces() {}

    static List<List<byte[]>> of(String octetString, Random random) {
        byte[] octets = octets(octetString);
        List<List<byte[]>> ways = new ArrayList<>();
        ways.add(List.of(octets));
        ways.add(cut(octets, 1, 1, random));
        for (int i = 0; i <= octets.length; i++) {
            ways.add(List.of(Arrays.copyOf(octets, i), Arrays.copyOfRange(octets, i, octets.length)));
        }
        for (int i = 0; i < RANDOM_WAYS; i++) {
            ways.add(cut(octets, 0, 1 + random.nextInt(10), random));
        }
        return ways;
    }

    static byte[] octets(String octetString) {
        return octetString.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Pieces of {@code least} to {@code most} octets; one of none is a way to arrive too. */
    private static List<byte[]> cut(byte[] octets, int least, int most, Random random) {
        List<byte[]> pieces = new ArrayList<>();
        int from = 0;
        while (from < octets.length) {
            int to = Math.min(octets.length, from + least + random.nextInt(most - least + 1));
            pieces.add(Arrays.copyOfRange(octets, from, to));
            from = to;
        }
        return pieces;
    }
}
