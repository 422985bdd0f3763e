package org.pop3j.conformance.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.pop3j.conformance.Deliverer;

/** Gives each message to a program. */
public final class CommandDeliverer implements Deliverer {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final List<String> command;
    private final Duration limit;

    /** Takes the program and its arguments. */
    public CommandDeliverer(List<String> command) {
        this(command, LIMIT);
    }

    CommandDeliverer(List<String> command, Duration limit) {
        this.command = List.copyOf(command);
        this.limit = limit;
    }

    @Override
    public void deliver(byte[] message) throws IOException {
        // A file, not a pipe: writing to a program that does not read has no time limit.
        Path input = Files.createTempFile("pop3-check-delivery", ".eml");
        try {
            Files.write(input, message);
            run(input);
        } finally {
            Files.delete(input);
        }
    }

    private void run(Path input) throws IOException {
        Process program = new ProcessBuilder(command)
                .redirectInput(input.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            if (!program.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(command.get(0) + " did not end within " + limit.toMillis() + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for " + command.get(0), e);
        } finally {
            program.descendants().forEach(ProcessHandle::destroyForcibly);
            program.destroyForcibly();
        }
        if (program.exitValue() != 0) {
            throw new IOException(command.get(0) + " ended with exit code " + program.exitValue());
        }
    }
}
