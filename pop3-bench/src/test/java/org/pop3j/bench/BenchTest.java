package org.pop3j.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    @DisplayName("ends with 2 where no command is given")
    void noCommand() {
        assertThat(Bench.run()).isEqualTo(2);
    }
}
