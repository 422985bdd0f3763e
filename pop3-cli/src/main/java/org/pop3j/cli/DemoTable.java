package org.pop3j.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of the demo: a row a message, and whether all that fetched it got the same octets. */
final class DemoTable {
    private final PrintStream out;

    DemoTable(PrintStream out) {
        this.out = out;
    }

    /** Prints the rows and the verdict; true only if every message came by both ways, equal, and none besides. */
    boolean print(
            List<Map.Entry<String, Sha256.Sum>> stored,
            Map<Integer, Sha256.Sum> client,
            Map<Integer, Sha256.Sum> jakarta) {
        out.printf("%-24s %10s  %-12s  %-12s  %-12s%n", "message", "octets", "stored", "client", "Jakarta Mail");
        int different = 0;
        for (int number = 1; number <= stored.size(); number++) {
            Sha256.Sum sum = stored.get(number - 1).getValue();
            boolean isEqual = sum.equals(client.get(number)) && sum.equals(jakarta.get(number));
            different += isEqual ? 0 : 1;
            out.printf(
                    "%-24s %10d  %-12s  %-12s  %-12s  %s%n",
                    stored.get(number - 1).getKey(),
                    sum.octets(),
                    sum.shortened(),
                    shown(client, number),
                    shown(jakarta, number),
                    isEqual ? "OK" : "DIFFERENT");
        }
        boolean isComplete = client.size() == stored.size() && jakarta.size() == stored.size();
        out.println(verdict(stored.size(), different, isComplete));
        return different == 0 && isComplete;
    }

    private static String verdict(int messages, int different, boolean isComplete) {
        if (different > 0) {
            return different + " of " + messages + " messages differ";
        }
        return isComplete
                ? messages + " messages, all the same octet for octet (first digits of the SHA-256 shown)"
                : "more messages came than are stored";
    }

    private static String shown(Map<Integer, Sha256.Sum> sums, int number) {
        return Optional.ofNullable(sums.get(number)).map(Sha256.Sum::shortened).orElse("missing");
    }
}
