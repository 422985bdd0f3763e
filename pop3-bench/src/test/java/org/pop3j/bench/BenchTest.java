package org.pop3j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("any-jdk")
@DisplayName("The command of the benchmarks")
class BenchTest {
    @Test
    @DisplayName("runs a benchmark of JMH and leaves its figures as Markdown and JSON")
    void jmh(@TempDir Path folder) throws Exception {
        int exitCode = Bench.run(
                "jmh",
                "--report",
                folder.toString(),
                "--",
                "-f",
                "0",
                "-wi",
                "0",
                "-i",
                "1",
                "-r",
                "10ms",
                "-p",
                "octets=1024",
                "ContentEncoderBenchmark.count");
        assertThat(exitCode).isZero();
        assertThat(folder.resolve("jmh/report.md"))
                .content()
                .containsPattern("\\| ContentEncoderBenchmark.count \\| octets=1024 \\| avgt \\| [0-9.]+ \\|");
        assertThat(Files.readString(folder.resolve("jmh/report.json"))).contains("\"unit\":\"us/op\"");
    }

    @Test
    @Tag("peer")
    @DisplayName("measures POP3 clients side by side")
    void clients(@TempDir Path folder) throws Exception {
        List<Path> missing = Stream.of("/usr/bin/curl", "/usr/bin/python3")
                .map(Path::of)
                .filter(file -> !Files.exists(file))
                .toList();
        if (System.getenv("CI") != null) {
            assertThat(missing).isEmpty();
        }
        Assumptions.assumeTrue(missing.isEmpty(), "apt-get install curl python3; missing: " + missing);
        String report = folder.toString();
        assertThat(Bench.run("clients", "--report", report, "--messages", "20", "--rounds", "1", "--round-trips", "2"))
                .isZero();
        assertThat(folder.resolve("clients/report.md"))
                .content()
                .containsPattern("\\| pop3-client \\| [0-9,.]+ \\| 1.00 \\| [0-9,.]+ \\|")
                .containsPattern("\\| poplib \\| [0-9,.]+ \\| [0-9,.]+ \\|")
                .containsPattern("\\| 2 \\| [0-9,.]+ \\| [0-9,.]+ \\| [0-9,.]+ \\| the ")
                .containsPattern("\\| pop3-jakarta-mail, getInputStream \\| [0-9,.]+ \\| [0-9,.]+ \\|")
                .containsPattern(
                        "\\| 2 \\| [0-9,.]+ \\| pop3-jakarta-mail, writeTo, fetch with CONTENT \\| [0-9,.]+ \\|");
    }

    @Test
    @DisplayName("ends with 2 where no command is given")
    void noCommand() {
        assertThat(Bench.run()).isEqualTo(2);
    }
}
