package org.pop3j.jakarta.mail;

/** Sizes where the API has only an {@code int} for them. */
final class Octets {
    private Octets() {}

    /** What fits: too large ones become {@link Integer#MAX_VALUE}, not negative. */
    static int clamped(long octets) {
        return (int) Math.max(0, Math.min(octets, Integer.MAX_VALUE));
    }
}
