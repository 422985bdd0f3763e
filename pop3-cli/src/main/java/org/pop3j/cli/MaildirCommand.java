package org.pop3j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pop3j.store.maildir.MaildirCheck;
import org.pop3j.store.maildir.MaildirFinding;
import org.pop3j.store.maildir.UniqueIdImport;
import org.pop3j.store.spi.MaildropInUseException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pop3 maildir}: looks after single Maildirs. */
@Command(
        name = "maildir",
        description = "Check and mend a Maildir; take over the unique-ids that another server gave.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(check|import-uidls)")
final class MaildirCommand implements Callable<Integer> {
    private static final String CONTROL =
            "The folder of our own files for this Maildir, if the store has control=: that of this maildrop.";

    private final Terminal terminal;

    @Spec
    private CommandSpec spec;

    MaildirCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "expected check or import-uidls");
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description =
                    "Say what is wrong in a Maildir, a line each. Exit code 0: nothing, or all was mended; 1: something"
                            + " is.")
    int check(
            @Parameters(paramLabel = "DIR", description = "The Maildir: the folder with tmp, new and cur.") Path folder,
            @Option(names = "--control", paramLabel = "DIR", description = CONTROL) Optional<Path> control,
            @Option(
                            names = "--repair",
                            description =
                                    "Mend what can be mended without touching mail: folders, tmp, our own files, the"
                                            + " sum of a quota.")
                    boolean isRepair)
            throws Failure {
        try {
            List<MaildirFinding> findings =
                    isRepair ? MaildirCheck.repair(folder, control) : MaildirCheck.check(folder, control);
            findings.forEach(finding -> terminal.out().println(finding));
            boolean isGood = findings.stream().allMatch(MaildirFinding::isMended);
            return isGood ? ExitCode.GOOD : ExitCode.FAILED;
        } catch (MaildropInUseException e) {
            throw Failure.failed("cannot check " + folder, e);
        } catch (IOException e) {
            throw Failure.failed("cannot check " + folder, e);
        }
    }

    @Command(
            name = "import-uidls",
            mixinStandardHelpOptions = true,
            description =
                    "Give the messages of a Maildir the unique-ids that another server gave them, so that no client"
                            + " fetches them again. Once, before this server serves the Maildir for the first time.")
    int importUidls(
            @Parameters(paramLabel = "DIR", description = "The Maildir: the folder with tmp, new and cur.") Path folder,
            @Option(names = "--control", paramLabel = "DIR", description = CONTROL) Optional<Path> control,
            @Option(
                            names = "--from",
                            required = true,
                            paramLabel = "dovecot|courier|FILE",
                            description =
                                    "dovecot: its dovecot-uidlist; courier: its courierpop3dsizelist; or a file of lines:"
                                            + " unique-id, space, file name.")
                    String source,
            @Option(
                            names = "--format",
                            paramLabel = "F",
                            defaultValue = "%08Xu%08Xv",
                            description = "pop3_uidl_format of that Dovecot; ${DEFAULT-VALUE} where it says nothing.")
                    String format)
            throws Failure {
        try {
            UniqueIdImport ids = UniqueIdImport.into(folder, control);
            return told(
                    switch (source) {
                        case "dovecot" -> ids.fromDovecot(format);
                        case "courier" -> ids.fromCourier();
                        default -> ids.fromList(Path.of(source));
                    });
        } catch (MaildropInUseException e) {
            throw Failure.failed("cannot import unique-ids into " + folder, e);
        } catch (IOException e) {
            throw Failure.failed("cannot import unique-ids into " + folder, e);
        } catch (IllegalArgumentException e) {
            throw Failure.refused("--format", e);
        }
    }

    private int told(UniqueIdImport.Result result) {
        result.refused().forEach(line -> terminal.err().println("pop3: " + line));
        terminal.out()
                .println("imported " + result.imported() + ", already so " + result.unchanged() + ", without a message "
                        + result.absent());
        return result.refused().isEmpty() ? ExitCode.GOOD : ExitCode.FAILED;
    }
}
