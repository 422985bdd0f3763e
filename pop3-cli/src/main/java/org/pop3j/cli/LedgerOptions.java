package org.pop3j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pop3j.client.SyncLedger;
import picocli.CommandLine.Option;

/** What {@code pop3 fetch} remembers from run to run, and what follows from it. */
final class LedgerOptions {
    @Option(names = "--new-only", description = "Fetch only what the ledger does not know.")
    private boolean newOnly;

    @Option(
            names = "--ledger",
            paramLabel = "FILE",
            description = "Remembers which messages have been fetched, by their unique-ids.")
    private Optional<Path> ledgerFile = Optional.empty();

    @Option(
            names = "--retry",
            description = "Try messages again that were set aside because they failed in three runs; needs --ledger.")
    private boolean retry;

    boolean isNewOnly() {
        return newOnly;
    }

    /** Whether anything is remembered when this run has ended. */
    boolean isLasting() {
        return ledgerFile.isPresent();
    }

    void check() throws Failure {
        if (newOnly && ledgerFile.isEmpty()) {
            throw Failure.refused("--new-only needs --ledger FILE, which remembers what has been fetched");
        }
        if (retry && ledgerFile.isEmpty()) {
            throw Failure.refused("--retry needs --ledger FILE, which remembers what was set aside");
        }
    }

    /** Opens the ledger of an account. */
    SyncLedger open(String account) throws Failure {
        if (ledgerFile.isEmpty()) {
            return SyncLedger.inMemory(account);
        }
        try {
            return SyncLedger.open(ledgerFile.get(), account);
        } catch (IOException e) {
            throw Failure.refused("cannot use --ledger", e);
        }
    }

    /** With {@code --retry} nothing is set aside any more. */
    void retrySetAside(SyncLedger ledger) throws IOException {
        if (retry) {
            for (String key : List.copyOf(ledger.setAside().keySet())) {
                ledger.forget(key);
            }
        }
    }
}
