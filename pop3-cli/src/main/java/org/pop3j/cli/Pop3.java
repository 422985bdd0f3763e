package org.pop3j.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The {@code pop3} command: the root of the commands, and the way from arguments to an exit code. */
@Command(
        name = "pop3",
        description = "POP3 for Java: a server, a client, and what belongs to them.",
        mixinStandardHelpOptions = true,
        version = "pop3j 0.1.0-SNAPSHOT",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            UserCommand.class,
            DeliverCommand.class,
            FetchCommand.class,
            MaildirCommand.class,
            CheckCommand.class,
            CheckClientCommand.class,
            HelpCommand.class
        })
public final class Pop3 implements Callable<Integer> {
    private static final String REFUSE_RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

    private final Terminal terminal;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Where something fails, show where in the program.")
    private boolean verbose;

    Pop3(Terminal terminal) {
        this.terminal = terminal;
    }

    /**
     * Runs a command and exits with its code.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        refuseRenegotiation();
        System.exit(run(Terminal.ofProcess(), arguments));
    }

    /**
     * A client of TLS 1.2 may otherwise ask for one handshake after the other in one connection, each of which costs a
     * server far more than the client (S-37). The JDK reads the property once, when its first class of TLS is loaded.
     */
    private static void refuseRenegotiation() {
        if (System.getProperty(REFUSE_RENEGOTIATION) == null) {
            System.setProperty(REFUSE_RENEGOTIATION, "true");
        }
    }

    /** Runs a command and gives its exit code. */
    static int run(Terminal terminal, String... arguments) {
        Pop3 root = new Pop3(terminal);
        CommandLine line = new CommandLine(root, new Commands(terminal));
        line.setOut(terminal.outWriter());
        line.setErr(terminal.errWriter());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        Complaints complaints = new Complaints(terminal, () -> root.verbose);
        line.setParameterExceptionHandler(complaints);
        line.setExecutionExceptionHandler(complaints);
        try {
            int exitCode = line.execute(arguments);
            return exitCode == ExitCode.GOOD ? written(terminal, complaints, running(line)) : exitCode;
        } catch (Throwable defect) {
            // picocli hands over exceptions only: here come errors, such as a class that cannot be initialised.
            return complaints.defect(running(line), defect);
        }
    }

    /** What nobody could read was not done. */
    private static int written(Terminal terminal, Complaints complaints, CommandLine command) {
        try {
            terminal.requireWritten();
            return ExitCode.GOOD;
        } catch (Failure e) {
            return complaints.failure(command, e);
        }
    }

    private static CommandLine running(CommandLine line) {
        CommandLine running = line;
        while (running.getParseResult() != null && running.getParseResult().hasSubcommand()) {
            running = running.getParseResult().subcommand().commandSpec().commandLine();
        }
        return running;
    }

    @Override
    public Integer call() {
        terminal.err()
                .println("pop3: expected a command: demo, serve, user, deliver, fetch, maildir, check or check-client;"
                        + " see pop3 --help");
        return ExitCode.REFUSED;
    }
}
