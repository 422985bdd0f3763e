package org.pop3j.examples.peer;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One run of a foreign program, of bounded time, with its output kept for the failure message. */
final class PeerProcess {
    /** Standard input that ends at once. */
    static final Path NO_INPUT = Path.of("/dev/null");

    private static final int LIMIT_SECONDS = 60;

    private PeerProcess() {}

    /**
     * How a run ended.
     *
     * @param exitCode the exit code
     * @param text what the program wrote
     */
    record Outcome(int exitCode, String text) {}

    /**
     * Runs a program to its end.
     *
     * @param work its working and home folder; takes a file with its output
     * @param input its standard input
     * @param command program and arguments
     * @return what came of it, whatever the exit code
     */
    static Outcome outcome(Path work, Path input, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(work, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(Map.of("HOME", work.toString(), "LC_ALL", "C.UTF-8"));
        Process process = builder.start();
        boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        String text = Files.readString(output, StandardCharsets.ISO_8859_1);
        if (!ended) {
            fail(said(command, "took more than " + LIMIT_SECONDS + " s", text));
        }
        return new Outcome(process.exitValue(), text);
    }

    /**
     * Runs a program to its end and expects exit code 0.
     *
     * @param work its working and home folder; takes a file with its output
     * @param input its standard input
     * @param command program and arguments
     * @return what it wrote
     */
    static String run(Path work, Path input, List<String> command) throws IOException, InterruptedException {
        Outcome outcome = outcome(work, input, command);
        if (outcome.exitCode() != 0) {
            fail(said(command, "ended with exit code " + outcome.exitCode(), outcome.text()));
        }
        return outcome.text();
    }

    /**
     * Runs a program without input.
     *
     * @param work its working and home folder
     * @param command program and arguments
     * @return what it wrote
     */
    static String run(Path work, List<String> command) throws IOException, InterruptedException {
        return run(work, NO_INPUT, command);
    }

    private static String said(List<String> command, String what, String text) {
        return String.join(" ", command) + " " + what + "; it said:\n" + text;
    }
}
