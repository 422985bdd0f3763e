package org.pop3j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.Pop3Session;
import org.pop3j.codec.PopUrl;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pop3 fetch}: fetches mail into a Maildir, an mbox or files. */
@Command(
        name = "fetch",
        description = "Fetch mail from a server. Each message is durable here before it is deleted there.",
        mixinStandardHelpOptions = true)
final class FetchCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "PLACE",
            description = "maildir:DIR (one Maildir), mbox:FILE or eml:DIR (a file a message).")
    private String to = "";

    @Option(names = "--new-only", description = "Fetch only what the ledger does not know.")
    private boolean newOnly;

    @Option(names = "--ledger", paramLabel = "FILE", description = "Remembers which messages have been fetched.")
    private Optional<Path> ledgerFile = Optional.empty();

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

    FetchCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        checkOptions();
        PopUrl url = server.url();
        Pop3Client client = server.client(url);
        String password = server.password(terminal);
        try (FetchTarget target = FetchTarget.open(to);
                OptionalLedger ledger = openLedger(server.account(url));
                Pop3Session session = connect(client, url)) {
            logIn(session, url, password);
            Fetch fetch = new Fetch(terminal, session, target, ledger.ledger(), deletion());
            FetchResult result = fetch.run(newOnly);
            terminal.out().println(result.summary());
            return result.refused() == 0 ? ExitCode.GOOD : ExitCode.FAILED;
        } catch (IOException e) {
            throw Failure.failed("fetching from " + url.host(), e);
        }
    }

    private void checkOptions() throws Failure {
        if (newOnly && ledgerFile.isEmpty()) {
            throw Failure.refused("--new-only needs --ledger FILE, which remembers what has been fetched");
        }
        if (keepDays.isPresent() && ledgerFile.isEmpty()) {
            throw Failure.refused("--keep-days needs --ledger FILE, which remembers when a message was fetched");
        }
        if (keepDays.isPresent() && keepDays.get() < 0) {
            throw Failure.refused("--keep-days: expected 0 or more, got " + keepDays.get());
        }
    }

    private Deletion deletion() {
        if (keepDays.isPresent()) {
            return Deletion.storedFor(Duration.ofDays(keepDays.get()));
        }
        return delete ? Deletion.ALL_STORED : Deletion.NONE;
    }

    private OptionalLedger openLedger(String account) throws Failure {
        if (ledgerFile.isEmpty()) {
            return new OptionalLedger(Optional.empty());
        }
        try {
            return new OptionalLedger(Optional.of(Ledger.open(ledgerFile.get(), account)));
        } catch (IOException e) {
            throw Failure.refused("cannot use --ledger", e);
        }
    }

    private static Pop3Session connect(Pop3Client client, PopUrl url) throws Failure {
        try {
            return client.connect();
        } catch (IOException e) {
            throw Failure.failed(
                    "cannot connect to " + url.host() + ":" + url.port() + ": " + Reason.ofConnecting(e, url));
        }
    }

    private static void logIn(Pop3Session session, PopUrl url, String password) throws Failure {
        try {
            session.logIn(url.user().orElseThrow(), password);
        } catch (IOException e) {
            throw Failure.failed(
                    "cannot log in to " + url.host() + " as " + url.user().orElseThrow(), e);
        } catch (IllegalArgumentException e) {
            throw Failure.failed("cannot log in to " + url.host(), e);
        }
    }

    /** Closes the ledger, if there is one, with the rest. */
    private record OptionalLedger(Optional<Ledger> ledger) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            if (ledger.isPresent()) {
                ledger.get().close();
            }
        }
    }
}
