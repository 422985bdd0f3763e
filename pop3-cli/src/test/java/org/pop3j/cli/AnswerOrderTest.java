package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** S-39: what is answered is durable. A killed process does not show that, the order of its system calls does. */
@Tag("peer")
@Timeout(120)
@DisplayName("S-39: nothing is said before it is durable:")
class AnswerOrderTest {
    private static final int PATIENCE_MILLIS = 60_000;

    @TempDir
    Path folder;

    @Test
    @DisplayName("QUIT syncs the tombstones, unlinks, syncs each folder that had the messages, then answers")
    void quit() throws Exception {
        Trace.need();
        Path maildir = maildir();
        Files.writeString(maildir.resolve("cur/1700000001.M1P1.host:2,S"), "one\n");
        Files.writeString(maildir.resolve("new/1700000002.M1P1.host"), "two\n");
        Files.writeString(maildir.resolve("new/1700000003.M1P1.host"), "three\n");
        Files.writeString(folder.resolve("users"), "anna:{PLAIN}secret\n");
        Trace trace = new Trace(folder.resolve("trace"));
        try (Child child = serve(trace)) {
            session(child.port("pop3"));
            child.terminateInner();
            child.exitCode();
        }
        List<String> calls = trace.calls();
        int tombstones = last(calls, call -> isSync(call, maildir.resolve("pop3j.ids")));
        int answer = last(calls, call -> isSaid(call, "+OK"));
        int unlinked = last(calls, call -> call.startsWith("unlink") && call.contains(".M1P1.host"));
        assertThat(calls.subList(0, unlinked + 1).stream()
                        .filter(call -> call.startsWith("unlink") && call.contains(".M1P1.host")))
                .hasSize(2);
        assertThat(last(calls, call -> isSync(call, maildir.resolve("cur"))))
                .as("sync of cur in\n" + String.join("\n", calls))
                .isBetween(last(calls, call -> call.contains("1700000001.M1P1")), answer);
        assertThat(last(calls, call -> isSync(call, maildir.resolve("new"))))
                .as("sync of new in\n" + String.join("\n", calls))
                .isBetween(last(calls, call -> call.contains("1700000002.M1P1")), answer);
        assertThat(tombstones)
                .as("sync of the tombstones in\n" + String.join("\n", calls))
                .isBetween(0, last(calls, call -> call.contains("1700000001.M1P1")) - 1);
        assertThat(answer).as("answer to QUIT in\n" + String.join("\n", calls)).isGreaterThan(unlinked);
    }

    @Test
    @DisplayName("deliver ends after the message is synced, renamed, and new is synced")
    void deliver() throws Exception {
        Trace.need();
        Path maildir = maildir();
        Trace trace = new Trace(folder.resolve("trace"));
        List<String> program = trace.program("fsync,fdatasync,rename,renameat,renameat2,exit_group");
        try (Child child = Child.startUnder(
                program,
                folder,
                "deliver",
                "anna",
                "--maildirs",
                folder.resolve("mail").toString())) {
            child.type("Subject: new\n\ntext\n");
            assertThat(child.exitCode()).as(child.err()).isZero();
        }
        List<String> calls = trace.calls();
        int synced = last(calls, call -> isSync(call, maildir.resolve("tmp/")));
        int renamed = last(calls, call -> call.startsWith("rename") && call.contains("/new>"));
        int folderSynced = last(calls, call -> isSync(call, maildir.resolve("new")));
        int ended = last(calls, call -> call.startsWith("exit_group(0)"));
        assertThat(List.of(synced, renamed, folderSynced, ended))
                .as(String.join("\n", calls))
                .isSorted()
                .doesNotContain(-1);
    }

    private Path maildir() throws Exception {
        Path maildir = folder.resolve("mail/anna");
        for (String part : new String[] {"tmp", "new", "cur"}) {
            Files.createDirectories(maildir.resolve(part));
        }
        return maildir;
    }

    private Child serve(Trace trace) throws Exception {
        return Child.startUnder(
                trace.program("fsync,fdatasync,unlink,unlinkat,write,writev,sendto,sendmsg"),
                folder,
                Child.serving(
                        folder,
                        folder.resolve("mail"),
                        "--users",
                        folder.resolve("users").toString(),
                        "--allow-plaintext",
                        "--listen",
                        "127.0.0.1:0"));
    }

    /** Removes a message of cur and one of new. */
    private static void session(int port) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            BufferedReader input =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(input.readLine()).startsWith("+OK");
            for (String command : List.of("USER anna", "PASS secret", "DELE 1", "DELE 2", "QUIT")) {
                socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
                assertThat(input.readLine()).as(command).startsWith("+OK");
            }
        }
    }

    private static boolean isSaid(String call, String text) {
        return call.contains("<TCP") && call.contains(">, \"" + text);
    }

    private static boolean isSync(String call, Path path) {
        return (call.startsWith("fsync(") || call.startsWith("fdatasync(")) && call.contains("<" + path);
    }

    private static int last(List<String> calls, Predicate<String> wanted) {
        return IntStream.range(0, calls.size())
                .filter(i -> wanted.test(calls.get(i)))
                .max()
                .orElse(-1);
    }
}
