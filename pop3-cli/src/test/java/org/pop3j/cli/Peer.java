package org.pop3j.cli;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs that nobody here wrote, run in a folder of their own.
 *
 * @param folder working and home folder
 * @param environment variables beside the usual ones
 */
record Peer(Path folder, Map<String, String> environment) {
    private static final List<String> FOLDERS = List.of(
            "/usr/bin",
            "/usr/sbin",
            "/usr/lib/dovecot",
            "/usr/lib/courier/courier",
            "/opt/courier-pop/usr/lib/courier/courier");
    private static final int LIMIT_SECONDS = 60;

    /** How a run ended. */
    record Outcome(int exitCode, String text) {}

    /** The path of a program; skips the test where it is missing, and fails it where {@code CI} is set. */
    static String require(String program, String debianPackage) {
        return FOLDERS.stream()
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseGet(() -> missing(program + " is missing: install the package " + debianPackage));
    }

    private static String missing(String message) {
        if (System.getenv("CI") != null) {
            fail(message + "; with CI set no peer may be missing");
        }
        return Assumptions.abort(message);
    }

    /** These variables, and one more. */
    Peer with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Peer(folder, more);
    }

    /** A program that goes on until somebody ends it. */
    Process start(String... command) throws IOException {
        return builder(command)
                .redirectOutput(
                        Files.createTempFile(folder, "background", ".txt").toFile())
                .start();
    }

    Outcome run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = builder(command).redirectOutput(output.toFile()).start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            fail(Arrays.toString(command) + " took more than " + LIMIT_SECONDS + " s: " + Files.readString(output));
        }
        return new Outcome(process.exitValue(), Files.readString(output));
    }

    /** What it wrote; fails where it fails. */
    String runWell(String... command) throws IOException, InterruptedException {
        Outcome outcome = run(command);
        if (outcome.exitCode() != 0) {
            fail(Arrays.toString(command) + " ended with " + outcome.exitCode() + ": " + outcome.text());
        }
        return outcome.text();
    }

    private ProcessBuilder builder(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true);
        builder.environment().put("HOME", folder.toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().putAll(environment);
        return builder;
    }
}
