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
    private static final int FAR_ROUNDS = 3;

    /** Nobody waits for 2,000 round trips. */
    private static final double SERIAL_SECONDS = 1.6;

    /** What one of us does in one round trip or more a message, and so is measured with a few. */
    private enum Trips {
        ONE_A_MESSAGE,
        FEW
    }

    /** What the server says of the mail that was retrieved. */
    private enum Keeping {
        UNSAID(""),
        FOR_EVER(" (EXPIRE NEVER)");

        private final String title;

        Keeping(String title) {
            this.title = title;
        }
    }

    private record Pair(MeasuredClient ours, Trips trips, MeasuredClient angus, Keeping keeping) {
        Pair(MeasuredClient ours, Trips trips, MeasuredClient angus) {
            this(ours, trips, angus, Keeping.UNSAID);
        }

        String name() {
            return ours.name() + keeping.title;
        }
    }

    private static final List<Pair> PAIRS = List.of(
            new Pair(MeasuredProviders.STREAM, Trips.ONE_A_MESSAGE, MeasuredProviders.ANGUS_STREAM),
            new Pair(MeasuredProviders.STREAM, Trips.FEW, MeasuredProviders.ANGUS_STREAM, Keeping.FOR_EVER),
            new Pair(MeasuredProviders.STREAM_PROPERTY, Trips.FEW, MeasuredProviders.ANGUS_STREAM),
            new Pair(MeasuredProviders.STREAM_PROFILE, Trips.FEW, MeasuredProviders.ANGUS_STREAM),
            new Pair(MeasuredProviders.WRITE, Trips.ONE_A_MESSAGE, MeasuredProviders.ANGUS_WRITE),
            new Pair(MeasuredProviders.WRITE, Trips.FEW, MeasuredProviders.ANGUS_WRITE, Keeping.FOR_EVER),
            new Pair(MeasuredProviders.WRITE_PROPERTY, Trips.FEW, MeasuredProviders.ANGUS_WRITE),
            new Pair(MeasuredProviders.WRITE_PROFILE, Trips.FEW, MeasuredProviders.ANGUS_WRITE),
            new Pair(MeasuredProviders.ENVELOPES, Trips.FEW, MeasuredProviders.ANGUS_ENVELOPES));

    /** The ports of the servers. */
    private record Ports(int usual, int keeping) {
        int of(Pair pair) {
            return switch (pair.keeping()) {
                case UNSAID -> usual;
                case FOR_EVER -> keeping;
            };
        }
    }

    /** On the loopback. */
    ReportTable near(int usual, int keeping) throws Exception {
        Ports ports = new Ports(usual, keeping);
        ReportTable table = new ReportTable(
                "Jakarta Mail on the loopback",
                List.of("program", "messages/s", "Angus Mail, messages/s", "faster by", "octets allocated a message"));
        for (Pair pair : PAIRS) {
            Stopwatch stopwatch = new Stopwatch(ports.of(pair), messages, rounds, Stopwatch.WARM_ROUNDS);
            Figure angus = stopwatch.measure(pair.angus());
            Figure ours = stopwatch.measure(pair.ours());
            double faster = ours.messagesPerSecond() / angus.messagesPerSecond();
            System.out.printf(Locale.ROOT, "%-70s %.2f%n", pair.name(), faster);
            table.row(
                    pair.name(),
                    ours.messagesPerSecond(),
                    angus.messagesPerSecond(),
                    faster,
                    ours.allocatedPerMessage());
        }
        return table;
    }

    /** Through a proxy that delays. */
    ReportTable far(int usual, int keeping, List<Integer> roundTrips) throws Exception {
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
            try (Proxy far = far(usual, trip);
                    Proxy farKeeping = far(keeping, trip)) {
                Ports ports =
                        new Ports(far.address().getPort(), farKeeping.address().getPort());
                rows(table, trip, ports);
            }
        }
        return table;
    }

    private static Proxy far(int port, int trip) throws IOException {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return Proxy.to(server).delay(Duration.ofNanos(trip * 500_000L)).start();
    }

    private void rows(ReportTable table, int trip, Ports ports) throws Exception {
        double seconds = MeasuredClients.roundTrip(ports.usual());
        for (Pair pair : PAIRS) {
            int port = ports.of(pair);
            double angus = serial(port, seconds).measure(pair.angus()).messagesPerSecond();
            double ours =
                    stopwatch(port, seconds, pair.trips()).measure(pair.ours()).messagesPerSecond();
            table.row(trip, 1000 * seconds, pair.name(), ours, angus, ours / angus);
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
