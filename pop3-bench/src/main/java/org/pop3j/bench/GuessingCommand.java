package org.pop3j.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.pop3j.server.PlaintextLogin;
import org.pop3j.server.Pop3Server;
import org.pop3j.server.ServerTimes;
import org.pop3j.server.spi.Authenticator;
import org.pop3j.server.spi.Login;
import org.pop3j.store.MemoryStore;
import org.pop3j.store.spi.MaildropName;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures logins from one address before, while and after another address guesses passwords (S-13). */
@Command(
        name = "guessing",
        mixinStandardHelpOptions = true,
        description = "Measures logins from 127.0.0.2 before, while and after 127.0.0.1 guesses passwords.")
final class GuessingCommand implements Callable<Integer> {
    private static final String PASSWORD = "right";
    private static final int USERS = 50;
    private static final long NANOS_A_SECOND = 1_000_000_000;

    /** Who guesses does not begin at the same instant with all connections, or their answers would all come at once. */
    private static final long SPREAD_MILLIS = 3_000;

    @Mixin
    private ReportOptions reports = new ReportOptions();

    @Option(names = "--guesses", description = "Failed logins in all; default: ${DEFAULT-VALUE}.")
    private int guesses = 10_000;

    @Option(names = "--connections", description = "Connections that guess at once; default: ${DEFAULT-VALUE}.")
    private int connections = 400;

    @Option(names = "--first-wait", description = "The server's first wait in ms; default: ${DEFAULT-VALUE}.")
    private int firstWait = 150;

    @Option(names = "--seconds", description = "How long is measured before and after; default: ${DEFAULT-VALUE}.")
    private int seconds = 10;

    /** Not as many as can be: on a machine that is busy anyway each further thread takes its turn from the others. */
    @Option(names = "--rate", description = "Measured logins a second; default: ${DEFAULT-VALUE}.")
    private int rate = 200;

    private final ReportTable table = new ReportTable(
            "Milliseconds of a login, from connecting to the answer",
            List.of("phase", "seconds", "logins", "median", "p99", "p99.9", "longest"));

    @Override
    public Integer call() throws IOException, InterruptedException {
        Authenticator onePassword = (name, password, peer) ->
                password.equals(PASSWORD) ? Optional.of(new Login(name, new MaildropName(name))) : Optional.empty();
        try (MemoryStore store = new MemoryStore();
                Pop3Server server = Pop3Server.builder(store, onePassword)
                        .listen(new InetSocketAddress("127.0.0.1", 0))
                        .plaintextLogin(PlaintextLogin.ALLOWED)
                        .times(ServerTimes.DEFAULTS.withFailedLogin(Duration.ofMillis(firstWait)))
                        .start()) {
            measure(server.addresses().get(0));
        }
        report();
        return 0;
    }

    private void measure(InetSocketAddress server) throws IOException, InterruptedException {
        Guesses owner = new Guesses(server, InetAddress.getByName("127.0.0.2"));
        phase("warm-up", owner, within(seconds));
        phase("before", owner, within(seconds));
        AtomicInteger left = new AtomicInteger(guesses);
        List<Thread> attackers = attackers(new Guesses(server, InetAddress.getByName("127.0.0.1")), left);
        phase(
                "while " + guesses + " guesses fail",
                owner,
                () -> attackers.stream().anyMatch(Thread::isAlive));
        phase("after", owner, within(seconds));
    }

    private List<Thread> attackers(Guesses guesser, AtomicInteger left) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            long nanos = Duration.ofMillis(SPREAD_MILLIS * i / connections).toNanos();
            Thread thread = new Thread(null, () -> guess(guesser, left, nanos), "guess-" + i, 128 * 1024);
            threads.add(thread);
            thread.start();
        }
        return threads;
    }

    private static void guess(Guesses guesser, AtomicInteger left, long startNanos) {
        try {
            LockSupport.parkNanos(startNanos);
            guesser.guess(left);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BooleanSupplier within(int seconds) {
        long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        return () -> System.nanoTime() < end;
    }

    /** Logs in at a steady rate; late after a slow login, it catches up. */
    private void phase(String name, Guesses owner, BooleanSupplier goesOn) throws IOException {
        long began = System.nanoTime();
        List<Double> all = new ArrayList<>();
        for (long next = began; goesOn.getAsBoolean(); next += NANOS_A_SECOND / rate) {
            LockSupport.parkNanos(next - System.nanoTime());
            all.add(owner.login("user" + all.size() % USERS, PASSWORD) * 1000);
        }
        double[] millis = all.stream().mapToDouble(Double::doubleValue).toArray();
        double took = (System.nanoTime() - began) / 1e9;
        table.row(
                name,
                took,
                millis.length,
                Guesses.percentile(millis, 50),
                Guesses.percentile(millis, 99),
                Guesses.percentile(millis, 99.9),
                Guesses.percentile(millis, 100));
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f s, %d logins, median %.3f ms, p99 %.3f ms%n",
                name,
                took,
                millis.length,
                Guesses.percentile(millis, 50),
                Guesses.percentile(millis, 99));
    }

    private void report() throws IOException {
        Report report = new Report("Logins beside an address that guesses passwords");
        report.fact("connections that guess at once", Integer.toString(connections));
        report.fact("measured logins a second", Integer.toString(rate));
        report.fact("the server's first wait, ms", Integer.toString(firstWait));
        report.fact("server", "in this process, store in memory, no TLS, passwords compared without a hash");
        report.add(table);
        Path folder = Files.createDirectories(reports.folder().resolve("guessing"));
        report.write(folder);
        System.out.println("report: " + folder.resolve("report.md"));
    }
}
