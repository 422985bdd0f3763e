package org.pop3j.cli;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/** System calls of a process in the order in which they ended, as strace wrote them. */
final class Trace {
    private static final Pattern LINE = Pattern.compile("(\\d+) +(.*)");
    private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\w+ resumed>(.*)");
    private static final String UNFINISHED = " <unfinished ...>";

    private final Path file;

    Trace(Path file) {
        this.file = file;
    }

    /** Skips the test where nothing can be traced. */
    static void need() throws IOException, InterruptedException {
        Path strace = Path.of("/usr/bin/strace");
        if (System.getenv("CI") == null) {
            Assumptions.assumeTrue(Files.isExecutable(strace), "strace is not installed (apt-get install strace)");
        } else if (!Files.isExecutable(strace)) {
            fail("strace is not installed; with CI set no peer may be missing");
        }
        int exitCode = new ProcessBuilder(strace.toString(), "-o", "/dev/null", "true")
                .start()
                .waitFor();
        Assumptions.assumeTrue(exitCode == 0, "needs the right to trace");
    }

    /** The program to start another under. */
    List<String> program(String calls) {
        return List.of("strace", "-f", "-yy", "-s", "60", "-e", "trace=" + calls, "-o", file.toString());
    }

    /**
     * The calls that succeeded. One that writes stands where it began, since its octets may arrive before it ends; any other
     * where it ended, since it may not have done anything before.
     */
    List<String> calls() throws IOException {
        List<String> calls = new ArrayList<>();
        Map<String, String> begun = new HashMap<>();
        for (String text : Files.readAllLines(file)) {
            Matcher line = LINE.matcher(text);
            if (!line.matches()) {
                continue;
            }
            String thread = line.group(1);
            String call = line.group(2);
            Matcher resumed = RESUMED.matcher(call);
            if (resumed.matches()) {
                String whole = begun.getOrDefault(thread, "") + resumed.group(1);
                calls.add(isWrite(whole) ? "" : whole);
            } else if (call.endsWith(UNFINISHED)) {
                String start = call.substring(0, call.length() - UNFINISHED.length());
                begun.put(thread, start);
                calls.add(isWrite(start) ? start + " = begun" : "");
            } else {
                calls.add(call);
            }
        }
        calls.removeIf(call -> call.isEmpty() || call.contains(" = -1 "));
        return calls;
    }

    private static boolean isWrite(String call) {
        return call.startsWith("write") || call.startsWith("send");
    }
}
