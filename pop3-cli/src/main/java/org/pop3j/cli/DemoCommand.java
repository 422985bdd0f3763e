package org.pop3j.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.users.Fingerprint;
import org.pop3j.users.UsersFileException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pop3 demo}: the whole way of real mail, each octet compared. */
@Command(
        name = "demo",
        description =
                "Serve sample mail from a temporary Maildir over TLS, fetch it by the client and by Jakarta Mail, and"
                        + " compare every octet.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private static final double NANOS = 1e9;
    private static final double MEGABYTE = 1e6;

    private final Terminal terminal;

    @Option(names = "--keep", description = "Stay up for a mail program until Ctrl-C or SIGTERM.")
    private boolean keep;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** A way to fetch everything. */
    private interface Way {
        Map<Integer, Sha256.Sum> fetch() throws IOException;
    }

    /** Fetched twice: the first time warms Java up, the second is timed. */
    private record Fetched(String name, Map<Integer, Sha256.Sum> sums, double seconds) {
        static Fetched by(String name, Way way) throws IOException {
            Map<Integer, Sha256.Sum> sums = way.fetch();
            long begin = System.nanoTime();
            if (!way.fetch().equals(sums)) {
                throw new IOException("fetching twice by " + name + " gave two different results");
            }
            return new Fetched(name, sums, (System.nanoTime() - begin) / NANOS);
        }

        String speed() {
            double megabytes =
                    sums.values().stream().mapToLong(Sha256.Sum::octets).sum() / MEGABYTE;
            return String.format(
                    Locale.ROOT,
                    "%-13s %d messages, %.1f MB in %.2f s: %.0f messages/s, %.0f MB/s (the second time; login, TLS and SHA-256 included)",
                    name,
                    sums.size(),
                    megabytes,
                    seconds,
                    sums.size() / seconds,
                    megabytes / seconds);
        }
    }

    @Override
    public Integer call() throws Failure {
        try (DemoSite site = new DemoSite()) {
            DemoFetch fetch = new DemoFetch(site);
            Fetched client = Fetched.by("client", fetch::byClient);
            Fetched jakarta = Fetched.by("Jakarta Mail", fetch::byJakartaMail);
            boolean isEqual = new DemoTable(terminal.out()).print(site.stored(), client.sums(), jakarta.sums());
            terminal.out().println(client.speed());
            terminal.out().println(jakarta.speed());
            if (keep) {
                stayUp(site);
            }
            return isEqual ? ExitCode.GOOD : ExitCode.FAILED;
        } catch (IOException | MaildropException | UsersFileException e) {
            throw Failure.failed("the demo broke off", e);
        }
    }

    private void stayUp(DemoSite site) throws Failure {
        CountDownLatch stop = new CountDownLatch(1);
        Signals.on("TERM", stop::countDown);
        Signals.on("INT", stop::countDown);
        PrintStream out = terminal.out();
        out.println("The server stays up until Ctrl-C. For a mail program:");
        out.println(
                "  host " + DemoSite.HOST + ", port " + site.tlsPort() + " (TLS) or " + site.port() + " (STARTTLS)");
        out.println("  user " + DemoSite.USER + ", password " + site.password());
        out.println("  certificate SHA-256 " + Fingerprint.sha256(site.keys().certificate()));
        terminal.requireWritten();
        try {
            stop.await();
        } catch (InterruptedException e) {
            throw Failure.failed("interrupted", e);
        }
    }
}
