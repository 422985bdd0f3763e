package org.pop3j.codec;

import java.util.Random;

/** Seeds of random tests: printed, and repeated with {@code -Dpop3j.seed=N}. */
final class Seed {
    private Seed() {}

    static long printed(Class<?> test) {
        long seed = Long.getLong("pop3j.seed", new Random().nextLong());
        System.out.println("seed of " + test.getSimpleName() + ": " + seed);
        return seed;
    }
}
