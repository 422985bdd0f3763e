package org.pop3j.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Runs rows on both servers by turns, A B A B, and makes a table of the medians; says each row as soon as it is known. */
final class Comparison {
    private final ReportTable table;
    private final int rounds;

    Comparison(String title, String unit, int rounds) {
        this.table = new ReportTable(
                title + " (" + unit + ")",
                List.of("row", "ours", "Dovecot", "ours / Dovecot", "target", "all of ours", "all of Dovecot"));
        this.rounds = rounds;
    }

    ReportTable table() {
        return table;
    }

    void add(Row row, List<MeasuredServer> servers) throws IOException, InterruptedException {
        Figures figures = figures(servers, row.uncounted(), row.measure()::seconds);
        figures.report(row.name(), "at most " + row.target());
    }

    /** Figures of throughput: more is better. */
    void add(Load.Mix mix, Load load, List<MeasuredServer> servers) throws IOException, InterruptedException {
        Figures figures = figures(servers, 2, server -> load.run(mix, server));
        figures.report(mix.name() + ", " + mix.figure(), "");
    }

    @FunctionalInterface
    private interface Once {
        double on(MeasuredServer server) throws IOException, InterruptedException;
    }

    private Figures figures(List<MeasuredServer> servers, int uncounted, Once once)
            throws IOException, InterruptedException {
        Figures figures = new Figures();
        for (int round = -uncounted; round < rounds; round++) {
            for (MeasuredServer server : servers) {
                double figure = once.on(server);
                if (round >= 0) {
                    figures.of(server).add(figure);
                }
            }
        }
        return figures;
    }

    private final class Figures {
        private final Map<String, List<Double>> byServer = new LinkedHashMap<>();

        List<Double> of(MeasuredServer server) {
            return byServer.computeIfAbsent(server.name(), name -> new ArrayList<>());
        }

        void report(String row, String target) {
            double ours = median(byServer.get("ours"));
            double dovecot = median(byServer.get("dovecot"));
            System.out.printf(
                    Locale.ROOT, "%-50s %12.4f %12.4f %8.3f %s%n", row, ours, dovecot, ours / dovecot, target);
            table.row(
                    row,
                    ours,
                    dovecot,
                    ours / dovecot,
                    target,
                    byServer.get("ours").toString(),
                    byServer.get("dovecot").toString());
        }
    }

    static double median(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
