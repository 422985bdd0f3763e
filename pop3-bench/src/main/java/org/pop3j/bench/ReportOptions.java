package org.pop3j.bench;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where reports go; every command has it. */
final class ReportOptions {
    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Folder for the report, a folder in it for each command; default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("pop3-bench", "target", "bench");

    Path folder() {
        return folder.toAbsolutePath();
    }
}
