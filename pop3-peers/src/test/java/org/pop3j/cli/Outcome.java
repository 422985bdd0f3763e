package org.pop3j.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pop3j.peers.GreenMailServer;

/** What {@code pop3 fetch} or {@code pop3 check} of GreenMail's user test came to. */
record Outcome(int exitCode, String out, String err) {
    static Outcome ofFetch(Path folder, GreenMailServer server, String... options) throws Exception {
        Path password = folder.resolve("password");
        Files.writeString(password, "test\n");
        List<String> arguments = new ArrayList<>(List.of(
                "fetch",
                "pop3://test@127.0.0.1:" + server.pop3(),
                "--allow-plaintext",
                "--password-file",
                password.toString(),
                "--new-only",
                "--ledger",
                folder.resolve("ledger").toString()));
        arguments.addAll(List.of(options));
        return of(arguments);
    }

    static Outcome ofCheck(Path folder, GreenMailServer server, String... options) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "test\n");
        List<String> arguments = new ArrayList<>(List.of(
                "check", "127.0.0.1:" + server.pop3(), "--user", "test", "--password-file", password.toString()));
        arguments.addAll(List.of(options));
        return of(arguments);
    }

    private static Outcome of(List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Optional.empty());
        int exitCode = Pop3.run(terminal, arguments.toArray(String[]::new));
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
