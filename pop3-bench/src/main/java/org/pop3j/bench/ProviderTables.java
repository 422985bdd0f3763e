package org.pop3j.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.pop3j.bench.Stopwatch.Figure;
import org.pop3j.conformance.Proxy;

/**
 * pop3-jakarta-mail beside Angus Mail, each row against the row of Angus that does the same.
 *
 * @param messages of a session
 * @param rounds measurements of a row on the loopback
 */
record ProviderTables(int messages, int rounds) {
    /** A session takes a few hundredths of a second: the compiler needs that many to be done with all clients. */
    private static final int WARM_ROUNDS = 30;

    private static final int FAR_ROUNDS = 3;

    /** Nobody waits for 2,000 round trips. */
    private static final double SERIAL_SECONDS = 1.6;

    /** What one of us does in one round trip or more a message, and so is measured with a few. */
    private enum Trips {
        ONE_A_MESSAGE,
        FEW
    }

    private record Pair(MeasuredClient ours, Trips trips, MeasuredClient angus) {}

    private static final List<Pair> PAIRS = List.of(
            new Pair(MeasuredProviders.STREAM, Trips.ONE_A_MESSAGE, MeasuredProviders.ANGUS_STREAM),
            new Pair(MeasuredProviders.STREAM_PROFILE, Trips.FEW, MeasuredProviders.ANGUS_STREAM),
            new Pair(MeasuredProviders.WRITE, Trips.ONE_A_MESSAGE, MeasuredProviders.ANGUS_WRITE),
            new Pair(MeasuredProviders.WRITE_PROFILE, Trips.FEW, MeasuredProviders.ANGUS_WRITE),
            new Pair(MeasuredProviders.ENVELOPES, Trips.FEW, MeasuredProviders.ANGUS_ENVELOPES));

    /** On the loopback. */
    ReportTable near(int port) throws Exception {
        ReportTable table = new ReportTable(
                "Jakarta Mail on the loopback",
                List.of("program", "messages/s", "Angus Mail, messages/s", "faster by", "octets allocated a message"));
        Stopwatch stopwatch = new Stopwatch(port, messages, rounds, WARM_ROUNDS);
        for (Pair pair : PAIRS) {
            Figure angus = stopwatch.measure(pair.angus());
            Figure ours = stopwatch.measure(pair.ours());
            double faster = ours.messagesPerSecond() / angus.messagesPerSecond();
            System.out.printf(Locale.ROOT, "%-70s %.2f%n", pair.ours().name(), faster);
            table.row(
                    pair.ours().name(),
                    ours.messagesPerSecond(),
                    angus.messagesPerSecond(),
                    faster,
                    ours.allocatedPerMessage());
        }
        return table;
    }

    /** Through a proxy that delays. */
    ReportTable far(int port, List<Integer> roundTrips) throws Exception {
        ReportTable table = new ReportTable(
                "Jakarta Mail at a distance, through a delaying proxy",
                List.of(
                        "round trip, ms",
                        "as NOOP finds it",
                        "program",
                        "messages/s",
                        "Angus Mail, messages/s",
                        "faster by"));
        for (int trip : roundTrips) {
            InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            try (Proxy far =
                    Proxy.to(server).delay(Duration.ofNanos(trip * 500_000L)).start()) {
                rows(table, trip, far.address().getPort());
            }
        }
        return table;
    }

    private void rows(ReportTable table, int trip, int port) throws Exception {
        double seconds = MeasuredClients.roundTrip(port);
        for (Pair pair : PAIRS) {
            double angus = serial(port, seconds).measure(pair.angus()).messagesPerSecond();
            double ours =
                    stopwatch(port, seconds, pair.trips()).measure(pair.ours()).messagesPerSecond();
            table.row(trip, 1000 * seconds, pair.ours().name(), ours, angus, ours / angus);
        }
    }

    private Stopwatch stopwatch(int port, double roundTrip, Trips trips) throws IOException {
        return switch (trips) {
            case ONE_A_MESSAGE -> serial(port, roundTrip);
            case FEW -> new Stopwatch(port, messages, FAR_ROUNDS, 1);
        };
    }

    private Stopwatch serial(int port, double roundTrip) {
        int few = Math.max(4, (int) (SERIAL_SECONDS / roundTrip));
        return new Stopwatch(port, Math.min(few, messages), 1, 0);
    }
}
