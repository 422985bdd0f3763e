package org.pop3j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pop3j.client.ClientLimits;
import org.pop3j.client.MessageTooLargeException;
import org.pop3j.client.Oversize;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.Pop3Exception;
import org.pop3j.client.Pop3Sync;
import org.pop3j.client.QuirkProfile;
import org.pop3j.client.Retention;
import org.pop3j.client.SessionLogin;
import org.pop3j.client.SyncLedger;
import org.pop3j.client.SyncMessage;
import org.pop3j.client.SyncReport;
import org.pop3j.codec.PopUrl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pop3 fetch}: fetches mail into a Maildir, an mbox or files, or hands it on. */
@Command(
        name = "fetch",
        description =
                "Fetch mail from a server. Each message is durable here, or taken over by whoever gets it, before it is"
                        + " deleted there.",
        mixinStandardHelpOptions = true)
final class FetchCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Mixin
    private FetchTargetOptions to = new FetchTargetOptions();

    @Mixin
    private LedgerOptions ledgers = new LedgerOptions();

    @Option(
            names = "--delete",
            description = "Delete on the server what has been fetched; --keep-days holds that back.")
    private boolean delete;

    @Option(
            names = "--keep-days",
            paramLabel = "N",
            description = "Delete on the server only what was fetched at least N days ago, and leave what is newer"
                    + " (with or without --delete); needs --ledger.")
    private Optional<Integer> keepDays = Optional.empty();

    @Option(names = "--max-messages", paramLabel = "N", description = "Fetch at most N messages in this run.")
    private Optional<Integer> mostMessages = Optional.empty();

    @Option(
            names = "--max-octets",
            paramLabel = "N",
            description = "Fetch no more than N octets in this run, but at least one message.")
    private Optional<Long> mostOctets = Optional.empty();

    @Option(names = "--max-size", paramLabel = "N", description = "Leave messages of more than N octets on the server.")
    private Optional<Long> mostSize = Optional.empty();

    @Option(
            names = "--quirks",
            paramLabel = "NAME",
            defaultValue = "standard",
            description =
                    "What the server does wrong: standard, strict, exchange-online, exchange-2003, twisted, fast-pop,"
                            + " broken-stat, bare-lf or lenient.")
    private String quirks = "standard";

    FetchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        checkOptions();
        PopUrl url = server.url();
        FetchProgress progress = FetchProgress.on(terminal);
        Pop3Client client = client(url, progress);
        SessionLogin login = server.login(url, terminal);
        try (FetchTarget target = to.open(ledgers.isNewOnly());
                SyncLedger ledger = ledgers.open(server.account(url))) {
            ledgers.retrySetAside(ledger);
            Pop3Sync sync = sync(client, new CheckedLogin(url, login), ledger, progress);
            return report(url, new FetchResult(run(sync, target, progress, url), ledgers.isNewOnly()));
        } catch (IOException e) {
            throw Failure.failed("fetching from " + url.host(), e);
        }
    }

    private SyncReport run(Pop3Sync sync, FetchTarget target, FetchProgress progress, PopUrl url)
            throws Failure, IOException {
        try {
            return sync.run((message, content) -> store(target, message, content));
        } catch (CheckedLogin.Refused e) {
            throw e.failure();
        } catch (IOException e) {
            throw Failure.failed(
                    "cannot connect to " + url.host() + ":" + url.port() + ": " + Reason.ofConnecting(e, url));
        } finally {
            progress.clear();
        }
    }

    private static void store(FetchTarget target, SyncMessage message, InputStream content) throws IOException {
        try {
            target.store(message, content);
        } catch (Pop3Exception | MessageTooLargeException notTheTarget) {
            throw notTheTarget;
        } catch (IOException e) {
            throw new IOException(Reason.of(e), e);
        }
    }

    private int report(PopUrl url, FetchResult result) throws Failure {
        SyncReport report = result.report();
        result.complain(terminal.err());
        if (report.failure().isPresent()) {
            throw Failure.failed("fetching from " + url.host(), report.failure().get());
        }
        if (report.deletions() == SyncReport.Deletions.REFUSED) {
            throw Failure.failed("all that was asked for is stored, but the server could not delete all");
        }
        terminal.out().println(result.summary());
        return report.isComplete() ? ExitCode.GOOD : ExitCode.FAILED;
    }

    private void checkOptions() throws Failure {
        ledgers.check();
        if (keepDays.isPresent() && !ledgers.isLasting()) {
            throw Failure.refused("--keep-days needs --ledger FILE, which remembers when a message was fetched");
        }
        if (keepDays.isPresent() && keepDays.get() < 0) {
            throw Failure.refused("--keep-days: expected 0 or more, got " + keepDays.get());
        }
        requirePositive("--max-messages", mostMessages.map(Integer::longValue));
        requirePositive("--max-octets", mostOctets);
        requirePositive("--max-size", mostSize);
    }

    private static void requirePositive(String option, Optional<Long> value) throws Failure {
        if (value.filter(v -> v < 1).isPresent()) {
            throw Failure.refused(option + ": expected 1 or more, got " + value.get());
        }
    }

    private Pop3Client client(PopUrl url, FetchProgress progress) throws Failure {
        Pop3Client.Builder builder = server.client(url).progress(progress);
        mostSize.ifPresent(octets ->
                builder.limits(ClientLimits.DEFAULTS.withMessageOctets(octets)).oversize(Oversize.SKIPPED));
        try {
            return builder.quirks(QuirkProfile.named(quirks)).build();
        } catch (IllegalArgumentException e) {
            throw Failure.refused("--quirks", e);
        }
    }

    private Pop3Sync sync(Pop3Client client, SessionLogin login, SyncLedger ledger, FetchProgress progress) {
        Pop3Sync.Builder builder =
                Pop3Sync.builder(client, login, ledger).retention(retention()).listener(progress);
        mostMessages.ifPresent(builder::mostMessages);
        mostOctets.ifPresent(builder::mostOctets);
        return ledgers.isNewOnly() ? builder.build() : builder.again().build();
    }

    private Retention retention() {
        if (keepDays.isPresent()) {
            return Retention.keepFor(Duration.ofDays(keepDays.get()));
        }
        return delete ? Retention.DELETE : Retention.KEEP;
    }
}
