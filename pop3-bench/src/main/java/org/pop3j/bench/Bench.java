package org.pop3j.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The benchmarks: the root of the commands. */
@Command(
        name = "pop3-bench",
        description = "Measures pop3j.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            SideBySideCommand.class,
            ClientsCommand.class,
            GrowthCommand.class,
            GuessingCommand.class,
            JmhCommand.class,
            HelpCommand.class
        })
public final class Bench implements Callable<Integer> {
    private Bench() {}

    /**
     * Runs a command and exits with its code.
     *
     * @param arguments the command and its options
     */
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    static int run(String... arguments) {
        return new CommandLine(new Bench()).execute(arguments);
    }

    @Override
    public Integer call() {
        System.err.println("pop3-bench: expected a command, see --help");
        return CommandLine.ExitCode.USAGE;
    }
}
