package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Starts processes whose system calls on a folder can be made to fail ({@code src/test/c/faults.c}). */
final class Faults {
    private static final Path SOURCE = Path.of("src", "test", "c", "faults.c");
    private static final Path LIBRARY = Path.of("target", "libfaults.so");

    private Faults() {}

    /**
     * How a process ended.
     *
     * @param exitCode 137 where it was killed
     * @param said what it wrote
     * @param steps the steps it came to, a line each
     */
    record End(int exitCode, String said, List<String> steps) {
        static final int KILLED = 128 + 9;

        boolean wasKilled() {
            return exitCode == KILLED;
        }
    }

    /** Builds the library where it is not built yet; skips the test where that cannot be done. */
    static void need() throws IOException, InterruptedException {
        if (System.getenv("CI") == null) {
            Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "faults.c is for Linux");
            Programs.need("needs a C compiler (apt-get install gcc libc6-dev)", "cc", "--version");
        }
        if (Files.exists(LIBRARY)
                && Files.getLastModifiedTime(LIBRARY).compareTo(Files.getLastModifiedTime(SOURCE)) > 0) {
            return;
        }
        int exitCode = new ProcessBuilder(
                        "cc", "-O2", "-shared", "-fPIC", "-o", LIBRARY.toString(), SOURCE.toString(), "-ldl")
                .inheritIO()
                .start()
                .waitFor();
        assertThat(exitCode).as("cc " + SOURCE).isZero();
    }

    /** Runs a main class of the tests to its end, which must come within a minute. */
    static End run(Path under, Class<?> main, Object... arguments) throws IOException, InterruptedException {
        Path control = FaultControl.file(Files.createTempFile("faults", ".control"));
        Path log = Files.createTempFile("faults", ".log");
        try {
            List<String> command = Programs.java(main, arguments);
            command.addAll(1, List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put("LD_PRELOAD", LIBRARY.toAbsolutePath().toString());
            builder.environment().put(FaultControl.FILE, control.toString());
            builder.environment().put(FaultControl.UNDER, under.toRealPath().toString());
            builder.environment().put(FaultControl.LOG, log.toString());
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new End(process.waitFor(), said, Files.readAllLines(log, StandardCharsets.ISO_8859_1));
        } finally {
            Files.delete(control);
            Files.delete(log);
        }
    }
}
