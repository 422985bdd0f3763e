package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
@DisplayName("R1939-13: logging in at once, 1,000 times,")
class ContentionTest {
    private static final int LOGINS = 1_000;

    @TempDir
    Path folder;

    @Test
    @DisplayName("two processes never have the maildrop at the same time")
    void processes() throws Exception {
        Path mail = Files.createDirectory(folder.resolve("mail"));
        Ann ann = Ann.in(mail);
        ann.plant("cur", "1.x:2,", "x");
        List<Process> processes = new ArrayList<>();
        List<BufferedReader> outputs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ProcessBuilder builder = new ProcessBuilder(
                    Programs.java(ContendingProcess.class, mail, folder.resolve("mine"), LOGINS / 2));
            processes.add(builder.redirectErrorStream(true).start());
            outputs.add(processes.get(i).inputReader());
            assertThat(outputs.get(i).readLine()).isEqualTo("ready");
        }
        for (Process process : processes) {
            process.getOutputStream().close();
        }
        int refused = 0;
        for (BufferedReader output : outputs) {
            String said = output.lines().reduce("", (all, line) -> all + line);
            assertThat(said).matches("\\d+");
            refused += Integer.parseInt(said);
        }
        assertThat(refused).as("in use").isPositive();
    }

    @Test
    @DisplayName("two threads never have the maildrop at the same time")
    void threads() throws Exception {
        Ann ann = Ann.in(Files.createDirectory(folder.resolve("mail")));
        ann.plant("cur", "1.x:2,", "x");
        Path mine = folder.resolve("mine");
        CompletableFuture<Integer> other = CompletableFuture.supplyAsync(() -> contend(ann, mine));
        int refused = ContendingProcess.contend(ann, mine, LOGINS / 2) + other.join();
        assertThat(refused).as("in use").isPositive();
    }

    private static int contend(Ann ann, Path mine) {
        try {
            return ContendingProcess.contend(ann, mine, LOGINS / 2);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
