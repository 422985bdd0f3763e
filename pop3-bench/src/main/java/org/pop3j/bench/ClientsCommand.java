package org.pop3j.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.pop3j.bench.Stopwatch.Figure;
import org.pop3j.conformance.Proxy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures clients on the same mail of the same server, on the loopback and at a distance, in one run. */
@Command(
        name = "clients",
        mixinStandardHelpOptions = true,
        description =
                "Measures pop3-client beside Angus Mail, Commons Net, curl and poplib, and pop3-jakarta-mail beside"
                        + " Angus Mail: one session, messages per second, login included. The figure is the median of the rounds.")
final class ClientsCommand implements Callable<Integer> {
    private static final int FAR_ROUNDS = 5;

    /** Nobody waits for 2,000 round trips. */
    private static final double SERIAL_SECONDS = 1.6;

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Option(names = "--messages", description = "Messages of a session; default: ${DEFAULT-VALUE}.")
    private int messages = 2000;

    @Option(names = "--octets", description = "Octets of a message; default: ${DEFAULT-VALUE}.")
    private int octets = 8192;

    @Option(names = "--rounds", description = "Measurements of a client; default: ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(
            names = "--round-trips",
            split = ",",
            paramLabel = "MS",
            description = "Round trips in milliseconds; default: 1,10,40,200.")
    private List<Integer> roundTrips = List.of(1, 10, 40, 200);

    /** What is measured. */
    enum Part {
        CLIENTS,
        PROVIDERS
    }

    @Option(
            names = "--parts",
            split = ",",
            paramLabel = "PART",
            description = "What is measured, of ${COMPLETION-CANDIDATES}; default: both.")
    private List<Part> parts = List.of(Part.values());

    @Override
    public Integer call() throws Exception {
        Report report = new Report("POP3 clients");
        report.fact("mail", messages + " messages of " + octets + " octets");
        report.fact("server", "answers ready in memory, in a process of its own");
        report.fact("curl and poplib", "with the start of their process");
        try (WireServer.Running pipelining = new WireServer.Running(messages, octets, "PIPELINING");
                WireServer.Running keeping = new WireServer.Running(messages, octets, "PIPELINING,EXPIRE NEVER");
                WireServer.Running serial = new WireServer.Running(messages, octets, "")) {
            if (parts.contains(Part.CLIENTS)) {
                double ours = loopback(report, pipelining.port(), serial.port());
                distances(report, pipelining.port(), ours);
            }
            if (parts.contains(Part.PROVIDERS)) {
                ProviderTables tables = new ProviderTables(messages, rounds);
                add(report, tables.near(pipelining.port(), keeping.port()));
                add(report, tables.far(pipelining.port(), keeping.port(), roundTrips));
            }
        }
        Path folder = Files.createDirectories(reports.folder().resolve("clients"));
        report.write(folder);
        System.out.println("report: " + folder.resolve("report.md"));
        return 0;
    }

    private static void add(Report report, ReportTable table) {
        report.add(table);
        System.out.println(table.markdown());
    }

    private double loopback(Report report, int pipelining, int serial) throws Exception {
        List<MeasuredClient> clients = List.of(
                MeasuredClients.OURS,
                MeasuredClients.OURS_ONE_BY_ONE,
                MeasuredClients.LOOP,
                MeasuredProviders.ANGUS_STREAM,
                MeasuredProviders.ANGUS_WRITE,
                MeasuredClients.COMMONS_NET,
                MeasuredClients.CURL,
                MeasuredClients.POPLIB);
        Map<String, Figure> figures = new LinkedHashMap<>();
        for (MeasuredClient client : clients) {
            int port = client == MeasuredClients.OURS_ONE_BY_ONE ? serial : pipelining;
            figures.put(client.name(), new Stopwatch(port, messages, rounds, Stopwatch.WARM_ROUNDS).measure(client));
        }
        Figure ours = figure(figures, MeasuredClients.OURS);
        ReportTable table = new ReportTable(
                "On the loopback",
                List.of("client", "messages/s", "pop3-client is faster by", "octets allocated a message"));
        figures.forEach((name, figure) -> table.row(
                name,
                figure.messagesPerSecond(),
                ours.messagesPerSecond() / figure.messagesPerSecond(),
                figure.allocatedPerMessage()));
        add(report, table);
        return ours.messagesPerSecond();
    }

    private static Figure figure(Map<String, Figure> figures, MeasuredClient client) {
        return figures.getOrDefault(client.name(), new Figure(0, 0));
    }

    private void distances(Report report, int port, double withoutDelay) throws Exception {
        ReportTable table = new ReportTable(
                "At a distance, through a delaying proxy",
                List.of(
                        "round trip, ms",
                        "as NOOP finds it",
                        "pop3-client, messages/s",
                        "the limit",
                        "what limits",
                        "of the limit, %",
                        "Angus Mail, messages/s",
                        "pop3-client is faster by"));
        for (int trip : roundTrips) {
            row(table, port, trip, withoutDelay);
        }
        add(report, table);
    }

    private void row(ReportTable table, int port, int trip, double withoutDelay) throws Exception {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        double throughProxy;
        try (Proxy near = Proxy.to(server).start()) {
            throughProxy = new Stopwatch(near.address().getPort(), messages, rounds, 3)
                    .measure(MeasuredClients.OURS)
                    .messagesPerSecond();
        }
        try (Proxy far =
                Proxy.to(server).delay(Duration.ofNanos(trip * 500_000L)).start()) {
            int farPort = far.address().getPort();
            double seconds = MeasuredClients.roundTrip(farPort);
            double ours = new Stopwatch(farPort, messages, FAR_ROUNDS, 1)
                    .measure(MeasuredClients.OURS)
                    .messagesPerSecond();
            int few = Math.max(4, (int) (SERIAL_SECONDS / seconds));
            double angus = new Stopwatch(farPort, Math.min(few, messages), 1, 0)
                    .measure(MeasuredProviders.ANGUS_WRITE)
                    .messagesPerSecond();
            WindowLimit.Limit limit = new WindowLimit(messages, octets, seconds).withServer(throughProxy);
            table.row(
                    trip,
                    1000 * seconds,
                    ours,
                    limit.messagesPerSecond(),
                    limit.by(),
                    100 * ours / limit.messagesPerSecond(),
                    angus,
                    ours / angus);
        }
    }
}
