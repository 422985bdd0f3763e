package org.pop3j.store.maildir;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Numbers in one array that grows. */
final class IntList {
    private int[] numbers = new int[0];
    private int size;

    void add(int number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size + (size >> 1) + 8);
        }
        numbers[size++] = number;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    IntStream stream() {
        return Arrays.stream(numbers, 0, size);
    }
}
