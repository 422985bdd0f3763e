package org.pop3j.client;

import java.time.Duration;

/** Times as socket options and messages want them. */
final class Waits {
    private Waits() {}

    /** Rounded up: to a socket option 0 would be for ever. */
    static int milliseconds(Duration wait) {
        return (int) Math.max(1, wait.plusNanos(999_999).toMillis());
    }

    /** As people say it: whole seconds as seconds. */
    static String shown(Duration wait) {
        long milliseconds = wait.toMillis();
        return milliseconds % 1000 == 0 ? milliseconds / 1000 + " s" : milliseconds + " ms";
    }
}
