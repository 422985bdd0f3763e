package org.pop3j.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.function.Predicate;
import org.pop3j.client.MessageConsumer;
import org.pop3j.client.PollSummary;
import org.pop3j.client.Pop3Poller;
import org.pop3j.client.Pop3Sync;

/** Asks for new mail every ten minutes, and says each time what came of it. */
final class PollMail {
    private PollMail() {}

    /**
     * Polls until there was enough.
     *
     * @param sync whose mail, and how
     * @param consumer takes it
     * @param isEnough whether this run was the last
     */
    static void poll(Pop3Sync sync, MessageConsumer consumer, Predicate<PollSummary> isEnough, PrintStream out) {
        // snippet: poller
        Pop3Poller poller = Pop3Poller.builder()
                .interval(Duration.ofMinutes(10))
                .account("ada", sync, consumer)
                .build();
        poller.run(summary -> {
            out.println(summary);
            if (isEnough.test(summary)) {
                poller.close(); // any thread may; else it goes on for ever
            }
        });
        // end
    }
}
