package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a power cut would leave cannot be seen by killing a process; the order of system calls can (S-39). */
@Tag("peer")
class SystemCallOrderTest {
    private static final Pattern CALL =
            Pattern.compile("\\b(fsync|fdatasync|renameat2?|unlinkat|unlink)\\((.*)\\) += 0");

    @TempDir
    Path mail;

    @Test
    @DisplayName("S-39: delivery syncs the file, renames it, syncs new")
    void delivery() throws Exception {
        Ann ann = Ann.in(mail);
        assertThat(calls("deliver"))
                .endsWith("fsync " + ann.maildir() + "/tmp/*", "rename", "fsync " + ann.maildir() + "/new");
    }

    @Test
    @DisplayName("S-39: a retry that finds the earlier delivery syncs new and cur before it says so")
    void retry() throws Exception {
        Ann ann = Ann.in(mail);
        ann.deliver("message", "id");
        assertThat(calls("deliver-id"))
                .endsWith(
                        "fsync " + ann.maildir() + "/tmp/*",
                        "fsync " + ann.maildir() + "/new",
                        "fsync " + ann.maildir() + "/cur",
                        "unlink");
    }

    @Test
    @DisplayName("S-39: removal writes down what is removed, durably, then unlinks, then syncs the folder")
    void removal() throws Exception {
        Ann ann = Ann.in(mail);
        ann.plant("cur", "1.x:2,", "x");
        assertThat(calls("remove"))
                .containsSubsequence(
                        "fsync " + ann.maildir() + "/pop3j.ids", "unlink", "fsync " + ann.maildir() + "/cur");
    }

    @Test
    @DisplayName(
            "S-39: with lock=snapshot it writes down what is removed, durably, then moves, then syncs both folders")
    void withdrawal() throws Exception {
        Ann ann = Ann.in(mail);
        ann.plant("cur", "1.x:2,", "x");
        assertThat(calls("remove-snapshot"))
                .containsSubsequence(
                        "fsync " + ann.maildir() + "/pop3j.ids",
                        "rename",
                        "fsync " + ann.maildir() + "/pop3j.removed",
                        "fsync " + ann.maildir() + "/cur");
    }

    @Test
    @DisplayName("S-39, M-07: a quota that is counted anew is synced before it takes the place of the old one")
    void quota() throws Exception {
        Ann ann = Ann.in(mail);
        Files.writeString(ann.maildir().resolve("maildirsize"), "100S\ndamaged\n");
        String draft = "fsync " + ann.maildir() + "/tmp/*";
        assertThat(calls("deliver")).endsWith(draft, draft, "rename", "rename", "fsync " + ann.maildir() + "/new");
    }

    private List<String> calls(String work) throws Exception {
        Programs.need("needs strace", "strace", "-V");
        Programs.need("needs the right to trace", "strace", "-o", "/dev/null", "true");
        Path trace = mail.resolve("trace");
        List<String> command = new ArrayList<>(
                List.of("strace", "-f", "-y", "-e", "trace=fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat"));
        command.addAll(List.of("-o", trace.toString()));
        command.addAll(Programs.java(OtherProcess.class, work, mail));
        assertThat(Programs.run(command.toArray(String[]::new))).isZero();
        try (var lines = Files.lines(trace)) {
            return lines.filter(line -> line.contains(mail.toString()))
                    .map(CALL::matcher)
                    .filter(java.util.regex.Matcher::find)
                    .map(call -> described(call.group(1), call.group(2)))
                    .toList();
        }
    }

    private static String described(String call, String arguments) {
        if (call.startsWith("rename")) {
            return "rename";
        }
        if (call.startsWith("unlink")) {
            return "unlink";
        }
        String path = arguments.replaceAll(".*<(.*)>", "$1");
        return call + " " + path.replaceAll("/tmp/[^/]*\\.M[^/]*$", "/tmp/*");
    }
}
