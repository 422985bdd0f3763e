package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.examples.SampleMail;

class DemoCommandTest {
    private static final Sha256.Sum A = new Sha256.Sum("a".repeat(64), 1);
    private static final Sha256.Sum B = new Sha256.Sum("b".repeat(64), 1);

    @TempDir
    Path folder;

    @Test
    void eachMessageIsTheSameByEachWay() {
        Cli.Outcome outcome = Cli.run("demo");

        assertThat(outcome.exitCode()).as(outcome.out() + outcome.err()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out().lines().filter(line -> line.endsWith("  OK")))
                .hasSize(SampleMail.all().size());
        assertThat(outcome.out()).contains("all the same octet for octet").containsPattern("client +\\d+ messages, ");
    }

    @Test
    void keepStaysUpForAMailProgramUntilSigterm() throws Exception {
        try (Child child = Child.start(folder, "demo", "--keep")) {
            String line = child.line();
            while (!line.contains("certificate SHA-256") && !line.equals("null")) {
                line = child.line();
            }
            assertThat(line).as(child.err()).containsPattern("([0-9A-F]{2}:){31}[0-9A-F]{2}");

            child.signal("TERM");

            assertThat(child.exitCode()).as(child.err()).isZero();
        }
    }

    @Test
    void nothingIsLeftOfADemoThatIsBrokenOff() throws Exception {
        try (Child child = Child.start(folder, "demo")) {
            while (!hasMaildrop()) {
                assertThat(child.isRunning()).as(child.err()).isTrue();
            }

            child.signal("TERM");

            assertThat(child.exitCode()).as(child.err()).isEqualTo(128 + 15);
            assertThat(demoFolders()).isEmpty();
        }
    }

    private boolean hasMaildrop() throws IOException {
        return demoFolders().stream().anyMatch(demo -> Files.exists(demo.resolve("mail/demo")));
    }

    private List<Path> demoFolders() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("pop3-demo-"))
                    .toList();
        }
    }

    @Test
    void theTableTellsWhatDiffersWhatIsMissingAndWhatIsTooMuch() {
        List<Map.Entry<String, Sha256.Sum>> stored = List.of(Map.entry("one", A), Map.entry("two", B));

        assertThat(table(stored, Map.of(1, A, 2, B), Map.of(1, A, 2, B)))
                .startsWith("true")
                .contains("2 messages, all");
        assertThat(table(stored, Map.of(1, A, 2, A), Map.of(1, A, 2, B)))
                .startsWith("false")
                .contains("1 of 2 messages differ");
        assertThat(table(stored, Map.of(1, A, 2, B), Map.of(1, B, 2, B))).startsWith("false");
        assertThat(table(stored, Map.of(1, A, 2, B), Map.of(1, A)))
                .startsWith("false")
                .contains("missing");
        assertThat(table(stored, Map.of(1, A, 2, B, 3, B), Map.of(1, A, 2, B)))
                .startsWith("false")
                .contains("more messages came");
    }

    @Test
    void storedOctetsAreSummedAsAClientGetsThem() throws IOException {
        String stored = "Subject: x\n\n.dot\r\n..\nno end";
        String received = "Subject: x\r\n\r\n.dot\r\n..\r\nno end\r\n";

        assertThat(Sha256.ofStored(stream(stored))).isEqualTo(Sha256.of(stream(received)));
        assertThat(Sha256.of(stream(received)).octets()).isEqualTo(received.length());
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String table(
            List<Map.Entry<String, Sha256.Sum>> stored,
            Map<Integer, Sha256.Sum> client,
            Map<Integer, Sha256.Sum> jakarta) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean verdict =
                new DemoTable(new PrintStream(out, true, StandardCharsets.UTF_8)).print(stored, client, jakarta);
        return verdict + "\n" + out.toString(StandardCharsets.UTF_8);
    }
}
