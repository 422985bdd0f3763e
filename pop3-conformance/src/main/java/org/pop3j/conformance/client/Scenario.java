package org.pop3j.conformance.client;

import java.util.List;
import java.util.function.Supplier;
import org.pop3j.conformance.Check;
import org.pop3j.conformance.fake.Twist;

/**
 * A way to be served, and what a client has to make of it.
 *
 * @param about what it shows
 * @param mail the messages, octet strings
 * @param twist what the server does otherwise than right; a new one for each run
 * @param length how often and how long it is played
 * @param judge what is asked of the client
 */
record Scenario(Check about, List<String> mail, Supplier<Twist> twist, Length length, Judge judge) {
    /** How often a scenario is played. */
    enum Length {
        /** In three deliveries. */
        THREE_DELIVERIES,
        /** Once, because the client has to lose its patience. */
        ONCE
    }

    /** What is asked of the client. */
    @FunctionalInterface
    interface Judge {
        void judge(Outcome outcome);
    }
}
