package org.pop3j.client;

import java.time.Duration;

/** Times as socket options want them. */
final class Waits {
    private Waits() {}

    /** Rounded up: to a socket option 0 would be for ever. */
    static int milliseconds(Duration wait) {
        return (int) Math.max(1, wait.plusNanos(999_999).toMillis());
    }
}
