package org.pop3j.cli;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.pop3j.codec.PeerText;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into one line on standard error and an exit code. */
final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final Terminal terminal;
    private final BooleanSupplier isVerbose;

    Complaints(Terminal terminal, BooleanSupplier isVerbose) {
        this.terminal = terminal;
        this.isVerbose = isVerbose;
    }

    @Override
    public int handleParseException(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        complain(name, sentence(e) + "; see " + name + " --help");
        return codeOf(command, ExitCode.REFUSED);
    }

    /** A word that nobody knows is told first: that something else is missing often comes of it. */
    private static String sentence(ParameterException e) {
        CommandLine command = e.getCommandLine();
        List<String> unknown = command.getUnmatchedArguments();
        if (unknown.isEmpty()) {
            return Reason.oneLine(String.valueOf(e.getMessage())).replaceFirst("^Error: ", "");
        }
        String word = PeerText.quote(unknown.get(0));
        if (unknown.get(0).startsWith("-")) {
            return "unknown option " + word;
        }
        return command.getSubcommands().isEmpty()
                ? "did not expect " + word
                : "unknown command " + word + "; the commands are "
                        + String.join(", ", command.getSubcommands().keySet());
    }

    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        if (e instanceof ParameterException parameter) {
            return handleParseException(parameter, new String[0]);
        }
        return e instanceof Failure failure ? failure(command, failure) : defect(command, e);
    }

    /** What was foreseen. */
    int failure(CommandLine command, Failure failure) {
        complain(command.getCommandSpec().qualifiedName(), Reason.oneLine(String.valueOf(failure.getMessage())));
        trace(failure);
        return codeOf(command, failure.exitCode());
    }

    /** What nobody foresaw. */
    int defect(CommandLine command, Throwable defect) {
        String name = command.getCommandSpec().qualifiedName();
        complain(
                name,
                "a defect of pop3j, please report it: " + defect.getClass().getSimpleName() + ": " + Reason.of(defect)
                        + " (--verbose shows where)");
        trace(defect);
        return codeOf(command, ExitCode.DEFECT);
    }

    private void complain(String name, String sentence) {
        terminal.err().println(name + ": " + sentence);
    }

    private void trace(Throwable e) {
        if (isVerbose.getAsBoolean() || System.getProperty("pop3.trace") != null) {
            e.printStackTrace(terminal.err());
        }
    }

    /**
     * A mail transfer agent gives up on codes that it does not know, and on 2 and 70: whatever goes wrong with a delivery,
     * it is to try again.
     */
    private static int codeOf(CommandLine command, int code) {
        boolean isDelivery = command.getCommandSpec().userObject() instanceof DeliverCommand;
        return isDelivery && code != ExitCode.NO_SUCH_MAILDROP ? ExitCode.TRY_AGAIN : code;
    }
}
