package org.pop3j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.pop3j.users.TlsFileException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures our server and Dovecot on the same mail, by turns, in one run. */
@Command(
        name = "side-by-side",
        mixinStandardHelpOptions = true,
        description = {
            "Measures pop3 serve and Dovecot on the same mail, by turns (Debian: dovecot-core, dovecot-pop3d, gcc, libssl-dev).",
            "The figure is the median of the rounds; the ratio is that of the medians."
        })
final class SideBySideCommand implements Callable<Integer> {
    private static final int USER_MESSAGES = 200;
    private static final int USER_OCTETS = 8192;
    private static final int LARGE_MESSAGES = 20;
    private static final int LARGE_OCTETS = 50 * 1024 * 1024;

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Mixin
    private RigOptions rig = new RigOptions();

    @Option(names = "--rounds", description = "Measurements of a row; default: ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(names = "--messages", description = "Messages of the large Maildir; default: ${DEFAULT-VALUE}.")
    private int messages = 100_000;

    @Option(names = "--maildirs", description = "Maildirs for runs with many clients; default: ${DEFAULT-VALUE}.")
    private int maildirs = 64;

    @Option(names = "--seconds", description = "Length of a run with many clients; default: ${DEFAULT-VALUE}.")
    private int seconds = 4;

    @Option(
            names = "--warm",
            description =
                    "Runs and logins that do not count, for each server after its start; default: ${DEFAULT-VALUE}.")
    private int warm = 100;

    @Option(
            names = "--rows",
            paramLabel = "PATTERN",
            description = "Only rows in which this regular expression is found.")
    private Pattern rows = Pattern.compile("");

    @Option(names = "--prepare", description = "Only make the mail, for a later run with the same --work.")
    private boolean isPreparing;

    @Override
    public Integer call() throws IOException, TlsFileException, InterruptedException {
        List<String> users = new ArrayList<>(List.of(MaildirRows.SMALL, MaildirRows.user(messages), Load.FEW_LARGE));
        IntStream.range(0, maildirs).mapToObj(i -> "test" + i).forEach(users::add);
        try (BenchFolder work = rig.folder()) {
            Site site = Site.in(work.path(), users);
            try (OurServer ours = rig.ours(site);
                    Dovecot dovecot = new Dovecot(site)) {
                measure(site, List.of(ours, dovecot));
            }
        }
        return 0;
    }

    private void measure(Site site, List<MeasuredServer> servers) throws IOException, InterruptedException {
        Report report = new Report("pop3 serve beside Dovecot");
        report.fact(
                "Dovecot", Dovecot.version() + ", mail settings as by default, processes serve many connections each");
        report.fact("ours", rig.described());
        large(report, servers);
        load(report, site, servers);
        if (!isPreparing) {
            Path folder = Files.createDirectories(reports.folder().resolve("side-by-side"));
            report.write(folder);
            System.out.println("report: " + folder.resolve("report.md"));
        }
    }

    private void large(Report report, List<MeasuredServer> servers) throws IOException, InterruptedException {
        MaildirRows large = new MaildirRows(messages, warm);
        List<Row> wanted = large.rows().stream().filter(wanted(Row::name)).toList();
        if (wanted.isEmpty()) {
            return;
        }
        for (MeasuredServer server : servers) {
            large.prepare(server);
        }
        if (isPreparing) {
            return;
        }
        Comparison comparison = new Comparison("A Maildir of %,d messages of 1 KiB".formatted(messages), "s", rounds);
        for (Row row : wanted) {
            comparison.add(row, servers);
        }
        report.add(comparison.table());
        report.fact("the large Maildir at the end", large.agreed());
        report.fact("warm", large.described());
    }

    private void load(Report report, Site site, List<MeasuredServer> servers) throws IOException, InterruptedException {
        List<Load.Mix> wanted =
                Load.mixes(maildirs).stream().filter(wanted(Load.Mix::name)).toList();
        if (wanted.isEmpty()) {
            return;
        }
        for (MeasuredServer server : servers) {
            fill(server, wanted);
        }
        if (isPreparing) {
            return;
        }
        Load load = Load.in(site.folder(), seconds);
        Comparison comparison = new Comparison(
                "At most 16 clients on %d Maildirs of %d messages of 8 KiB; large: one client, messages of 50 MiB"
                        .formatted(maildirs, USER_MESSAGES),
                "by row",
                rounds);
        for (Load.Mix mix : wanted) {
            comparison.add(mix, load, servers);
        }
        report.add(comparison.table());
    }

    private void fill(MeasuredServer server, List<Load.Mix> wanted) throws IOException {
        for (int user = 0; user < maildirs; user++) {
            server.maildir("test" + user).fill(USER_MESSAGES, USER_OCTETS, Owner.of(server));
        }
        if (wanted.stream().anyMatch(Load.Mix::isLarge)) {
            server.maildir(Load.FEW_LARGE).fill(LARGE_MESSAGES, LARGE_OCTETS, Owner.of(server));
        }
    }

    private <T> Predicate<T> wanted(Function<T, String> name) {
        return row -> rows.asPredicate().test(name.apply(row));
    }
}
