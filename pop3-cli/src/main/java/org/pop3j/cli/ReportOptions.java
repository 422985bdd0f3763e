package org.pop3j.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.pop3j.conformance.Report;
import org.pop3j.conformance.ReportForm;
import picocli.CommandLine.Option;

/** Where reports go: text to standard output, other forms to files. */
final class ReportOptions {
    @Option(names = "--html", paramLabel = "FILE", description = "Write the report as one HTML page.")
    private Optional<Path> html = Optional.empty();

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the report as JUnit XML.")
    private Optional<Path> junit = Optional.empty();

    @Option(names = "--json", paramLabel = "FILE", description = "Write the report as JSON.")
    private Optional<Path> json = Optional.empty();

    /** Writes the report in all forms and gives the exit code. */
    int write(Terminal terminal, Report report) throws Failure {
        boolean coloured = terminal.person().isPresent() && System.getenv("NO_COLOR") == null;
        try {
            (coloured ? ReportForm.COLOURED_TEXT : ReportForm.TEXT).write(report, terminal.out());
        } catch (IOException e) {
            throw Failure.failed("cannot write to standard output", e);
        }
        write(report, ReportForm.HTML, html);
        write(report, ReportForm.JUNIT, junit);
        write(report, ReportForm.JSON, json);
        return report.isGood() ? ExitCode.GOOD : ExitCode.FAILED;
    }

    private static void write(Report report, ReportForm form, Optional<Path> file) throws Failure {
        if (file.isEmpty()) {
            return;
        }
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file.get()))) {
            form.write(report, out);
        } catch (IOException e) {
            throw Failure.failed("cannot write the report " + file.get(), e);
        }
    }
}
