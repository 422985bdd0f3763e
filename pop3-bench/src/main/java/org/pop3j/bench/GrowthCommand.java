package org.pop3j.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pop3j.users.TlsFileException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how the cost of a Maildir grows with its messages, and draws it. */
@Command(
        name = "growth",
        mixinStandardHelpOptions = true,
        description =
                "Measures logins and listings of Maildirs of 1,000 messages and more under a bounded heap, as a plot.")
final class GrowthCommand implements Callable<Integer> {
    private static final int OCTETS = 1024;
    private static final Pattern USED = Pattern.compile("\\bused (\\d+)K");

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Mixin
    private RigOptions rig = new RigOptions();

    @Option(
            names = "--counts",
            split = ",",
            paramLabel = "N",
            description = "Messages of each Maildir, in rising order; default: ${DEFAULT-VALUE}.")
    private List<Integer> counts = List.of(1_000, 10_000, 100_000, 1_000_000);

    @Option(names = "--rounds", description = "Warm logins of each; default: ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            description = {
                "Largest heap of our server, as -Xmx takes it; default: ${DEFAULT-VALUE}.",
                "The first login ever, which makes objects of all messages, is to a server that has as much as Java chooses."
            })
    private String heap = "200m";

    @Option(names = "--prepare", description = "Only make the mail, for a later run with the same --work.")
    private boolean isPreparing;

    private final Map<String, List<Plot.Point>> lines = new LinkedHashMap<>();
    private final ReportTable table = new ReportTable(
            "Seconds",
            List.of(
                    "messages",
                    "first login ever",
                    "after a restart",
                    "warm login",
                    "UIDL",
                    "LIST",
                    "heap used at the end, MiB",
                    "warm logins"));

    @Override
    public Integer call() throws IOException, TlsFileException, InterruptedException {
        try (BenchFolder work = rig.folder()) {
            Site site =
                    Site.in(work.path(), counts.stream().map(MaildirRows::user).toList());
            for (int messages : counts) {
                measure(site, messages);
            }
        }
        if (!isPreparing) {
            report();
        }
        return 0;
    }

    /** Each count has a server of its own, so that its memory is not that of the one before. */
    private void measure(Site site, int messages) throws IOException, InterruptedException {
        String user = MaildirRows.user(messages);
        BenchMaildir maildir = new BenchMaildir(site.mail("ours").resolve(user));
        maildir.fill(messages, OCTETS, Owner.SELF);
        if (isPreparing) {
            return;
        }
        double first;
        try (OurServer server = rig.ours(site)) {
            first = login(server, user);
        }
        try (OurServer server = rig.ours(site, "-Xmx" + heap)) {
            double restarted = login(server, user);
            List<Double> warm = new ArrayList<>();
            List<Double> uidl = new ArrayList<>();
            List<Double> list = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                try (Probe probe = new Probe(server.port())) {
                    warm.add(probe.stat(user).seconds());
                    uidl.add(probe.listing("UIDL"));
                    list.add(probe.listing("LIST"));
                }
            }
            point("first login", messages, first);
            point("after a restart", messages, restarted);
            point("warm login", messages, Comparison.median(warm));
            point("UIDL", messages, Comparison.median(uidl));
            point("LIST", messages, Comparison.median(list));
            double used = heapUsed(server);
            table.row(
                    messages,
                    first,
                    restarted,
                    Comparison.median(warm),
                    Comparison.median(uidl),
                    Comparison.median(list),
                    used,
                    warm.toString());
            System.out.printf(
                    Locale.ROOT,
                    "%,10d messages: first %.3f after a restart %.4f warm %.4f UIDL %.4f LIST %.4f s, heap used %.0f MiB%n",
                    messages,
                    first,
                    restarted,
                    Comparison.median(warm),
                    Comparison.median(uidl),
                    Comparison.median(list),
                    used);
        }
    }

    private static double login(OurServer server, String user) throws IOException {
        try (Probe probe = new Probe(server.port())) {
            return probe.stat(user).seconds();
        }
    }

    private void point(String line, int messages, double seconds) {
        lines.computeIfAbsent(line, name -> new ArrayList<>()).add(new Plot.Point(messages, seconds));
    }

    private static double heapUsed(OurServer server) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(server.pid()),
                        "GC.heap_info")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        Matcher used = USED.matcher(said);
        double kibibytes = 0;
        // The line of metaspace follows; its figures are not heap.
        for (String line : said.split("Metaspace")[0].lines().toList()) {
            Matcher generation = used.reset(line);
            kibibytes += generation.find() ? Double.parseDouble(generation.group(1)) : 0;
        }
        return kibibytes / 1024;
    }

    private void report() throws IOException {
        Report report = new Report("Cost of a Maildir by its number of messages");
        report.fact("ours", rig.described());
        report.fact("largest heap of our server", heap + "; for the first login ever as Java chooses it");
        report.fact("mail", "messages of " + OCTETS + " octets, first login with all of it in new, page cache warm");
        report.add(table);
        Plot plot = new Plot("growth", "Cost by number of messages", "messages in the Maildir", "seconds");
        lines.forEach(plot::line);
        report.add(plot);
        Path folder = Files.createDirectories(reports.folder().resolve("growth"));
        report.write(folder);
        System.out.println("report: " + folder.resolve("report.md"));
    }
}
