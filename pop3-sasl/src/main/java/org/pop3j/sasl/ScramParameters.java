package org.pop3j.sasl;

/**
 * How a password is hashed for SCRAM.
 *
 * @param iterations how often the hash is applied: {@value #FEWEST_ITERATIONS} at least (R5802-04)
 * @param saltOctets the length of the random salt
 */
public record ScramParameters(int iterations, int saltOctets) {
    /** RFC 7677 section 4. */
    public static final int FEWEST_ITERATIONS = 4096;

    /** More would keep a processor busy for seconds at each login with a password. */
    public static final int MOST_ITERATIONS = 10_000_000;

    /** 25,000 iterations and 16 octets of salt: each doubling doubles the work of guessing and of a login alike. */
    public static final ScramParameters DEFAULTS = new ScramParameters(25_000, 16);

    private static final int FEWEST_SALT_OCTETS = 8;
    private static final int MOST_SALT_OCTETS = 1024;

    /**
     * Checks both.
     *
     * @throws IllegalArgumentException if one is out of its bounds
     */
    public ScramParameters {
        requireIterations(iterations);
        if (saltOctets < FEWEST_SALT_OCTETS || saltOctets > MOST_SALT_OCTETS) {
            throw new IllegalArgumentException("expected a salt of " + FEWEST_SALT_OCTETS + " to " + MOST_SALT_OCTETS
                    + " octets, got " + saltOctets);
        }
    }

    static int requireIterations(int iterations) {
        if (iterations < FEWEST_ITERATIONS || iterations > MOST_ITERATIONS) {
            throw new IllegalArgumentException("expected an iteration count of " + FEWEST_ITERATIONS + " to "
                    + MOST_ITERATIONS + ", got " + iterations);
        }
        return iterations;
    }
}
