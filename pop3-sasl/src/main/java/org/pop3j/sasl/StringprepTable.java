package org.pop3j.sasl;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;

/** A table of RFC 3454: a set of code points, read from a resource of this module when text other than ASCII comes. */
enum StringprepTable {
    UNASSIGNED("A.1"),
    MAPPED_TO_NOTHING("B.1"),
    SPACES("C.1.2"),
    PROHIBITED("C"),
    RIGHT_TO_LEFT("D.1"),
    LEFT_TO_RIGHT("D.2");

    private final BitSet codePoints = new BitSet();

    StringprepTable(String name) {
        List<String> lines = Resource.LINES;
        int heading = lines.indexOf("[" + name + "]");
        lines.stream()
                .skip(heading + 1L)
                .takeWhile(line -> !line.startsWith("["))
                .filter(line -> !line.startsWith("#") && !line.isEmpty())
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .forEach(this::add);
    }

    boolean contains(int codePoint) {
        return codePoints.get(codePoint);
    }

    private void add(String range) {
        String[] ends = range.split("-");
        int first = Integer.parseInt(ends[0], 16);
        int last = Integer.parseInt(ends[ends.length - 1], 16);
        codePoints.set(first, last + 1);
    }

    private static final class Resource {
        static final List<String> LINES = read();

        private static List<String> read() {
            try (InputStream tables = StringprepTable.class.getResourceAsStream("rfc3454.txt");
                    BufferedReader reader = new BufferedReader(
                            new InputStreamReader(Objects.requireNonNull(tables), StandardCharsets.US_ASCII))) {
                return reader.lines().toList();
            } catch (IOException e) {
                throw new UncheckedIOException("the tables of this module cannot be read", e);
            }
        }
    }
}
