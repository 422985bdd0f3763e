package org.pop3j.conformance.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.pop3j.conformance.ClientDriver;
import org.pop3j.conformance.ClientRun;
import org.pop3j.conformance.ClientRun.End;
import org.pop3j.conformance.ClientRun.Fidelity;

/** A client that is a program. */
public final class CommandDriver implements ClientDriver {
    private static final String OUT = "{out}";

    private final List<String> command;
    private final Map<String, String> words;

    /** Takes the program, its arguments, and what is to be replaced in them wherever the client goes. */
    public CommandDriver(List<String> command, Map<String, String> words) {
        this.command = List.copyOf(command);
        this.words = Map.copyOf(words);
    }

    @Override
    public ClientRun fetch(InetSocketAddress server, String user, String password, Duration limit) throws IOException {
        Path folder = Files.createTempDirectory("pop3-check-client");
        try {
            Path out = Files.createDirectory(folder.resolve("out"));
            Path stdout = folder.resolve("stdout");
            List<String> arguments = new ArrayList<>();
            for (String word : command) {
                String replaced = word;
                for (Map.Entry<String, String> entry : words.entrySet()) {
                    replaced = replaced.replace(entry.getKey(), entry.getValue());
                }
                arguments.add(replaced.replace("{host}", server.getAddress().getHostAddress())
                        .replace("{port}", Integer.toString(server.getPort()))
                        .replace("{user}", user)
                        .replace("{password}", password)
                        .replace(OUT, out.toString()));
            }
            Process program = new ProcessBuilder(arguments)
                    .directory(folder.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(stdout.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            End end = end(program, limit);
            boolean usesFolder = command.stream().anyMatch(word -> word.contains(OUT));
            return new ClientRun(end, usesFolder ? files(out) : List.of(text(stdout)), Fidelity.LINES);
        } finally {
            delete(folder);
        }
    }

    private static End end(Process program, Duration limit) throws IOException {
        try {
            if (program.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return program.exitValue() == 0 ? End.SUCCEEDED : End.FAILED;
            }
            return End.HUNG;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for a client", e);
        } finally {
            program.descendants().forEach(ProcessHandle::destroyForcibly);
            program.destroyForcibly();
        }
    }

    private static List<String> files(Path folder) throws IOException {
        List<String> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.add(text(file));
            }
        }
        return files;
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
