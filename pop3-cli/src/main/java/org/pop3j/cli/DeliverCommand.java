package org.pop3j.cli;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pop3j.store.spi.DeliveryId;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.MaildropStore;
import org.pop3j.store.spi.UnknownMaildropException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code pop3 deliver}: stores the message on standard input. What a mail transfer agent calls, hence its exit codes: 0
 * stored and durable, 67 no such maildrop, 75 for everything else.
 */
@Command(
        name = "deliver",
        description =
                "Store the message on standard input. Exit code 0: stored and durable; 67: no such maildrop; 75: try"
                        + " again.",
        mixinStandardHelpOptions = true)
final class DeliverCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "NAME", description = "The maildrop.")
    private String name;

    @Mixin
    private StoreOptions stores;

    @Option(names = "--create", description = "Make the maildrop if there is none.")
    private boolean create;

    @Option(
            names = "--delivery-id",
            paramLabel = "ID",
            description = "A second delivery with the same id stores nothing.")
    private Optional<String> deliveryId = Optional.empty();

    DeliverCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        try (MaildropStore store = stores.open()) {
            MaildropName maildrop = maildrop();
            Optional<DeliveryId> id = deliveryId.map(DeliveryId::new);
            if (create) {
                store.create(maildrop);
            }
            store.deliver(maildrop, terminal.in(), id);
            return ExitCode.GOOD;
        } catch (UnknownMaildropException e) {
            throw Failure.withCode(ExitCode.NO_SUCH_MAILDROP, unknown(e), e);
        } catch (MaildropException e) {
            throw Failure.failed("cannot store the message", e);
        } catch (IOException e) {
            throw Failure.failed("cannot read the message from standard input", e);
        } catch (IllegalArgumentException e) {
            throw Failure.refused(e.getMessage());
        }
    }

    private MaildropName maildrop() throws Failure {
        try {
            return new MaildropName(name);
        } catch (IllegalArgumentException e) {
            throw Failure.withCode(ExitCode.NO_SUCH_MAILDROP, e.getMessage(), e);
        }
    }

    /** Only a maildrop that is not there yet can be made, not one whose name is impossible. */
    private String unknown(UnknownMaildropException e) {
        boolean isPossible = e.getCause() != null;
        return stores.missingDomain(name)
                .orElse(e.getMessage() + (isPossible && !create ? " (--create makes it)" : ""));
    }
}
