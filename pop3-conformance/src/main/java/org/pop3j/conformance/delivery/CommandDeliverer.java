package org.pop3j.conformance.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pop3j.conformance.Deliverer;

/** Gives each message to a program. */
public final class CommandDeliverer implements Deliverer {
    private static final long LIMIT_SECONDS = 30;

    private final List<String> command;

    /** Takes the program and its arguments. */
    public CommandDeliverer(List<String> command) {
        this.command = List.copyOf(command);
    }

    @Override
    public void deliver(byte[] message) throws IOException {
        Process program = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (OutputStream in = program.getOutputStream()) {
            in.write(message);
        }
        try {
            if (!program.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(command.get(0) + " did not end within " + LIMIT_SECONDS + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command.get(0), e);
        } finally {
            program.destroyForcibly();
        }
        if (program.exitValue() != 0) {
            throw new IOException(command.get(0) + " ended with exit code " + program.exitValue());
        }
    }
}
