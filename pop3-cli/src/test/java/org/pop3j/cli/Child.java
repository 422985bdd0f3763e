package org.pop3j.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command as a process of its own, from the same classes as this one. */
final class Child implements AutoCloseable {
    private final Process process;
    private final Path err;
    private final BufferedReader out;

    private Child(Process process, Path err) {
        this.process = process;
        this.err = err;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static Child start(Path folder, String... arguments) throws IOException {
        return start(Redirect.PIPE, folder, arguments);
    }

    /** With a file as standard output. */
    static Child startInto(Path out, Path folder, String... arguments) throws IOException {
        return start(Redirect.to(out.toFile()), folder, arguments);
    }

    /** Under another program, such as one that traces it: its words come first. */
    static Child startUnder(List<String> program, Path folder, String... arguments) throws IOException {
        return start(Redirect.PIPE, program, folder, arguments);
    }

    /** {@code pop3 serve}, by the words of {@link #serving}. */
    static Child serve(Path folder, Path mail, String... options) throws IOException {
        return start(folder, serving(folder, mail, options));
    }

    /** The words of {@code pop3 serve} with mail that lies there, and its state in the folder. */
    static String[] serving(Path folder, Path mail, String... options) {
        List<String> words = new ArrayList<>(List.of(
                "serve",
                "--maildirs",
                mail.toString(),
                "--state",
                folder.resolve("state").toString()));
        words.addAll(List.of(options));
        return words.toArray(String[]::new);
    }

    private static Child start(Redirect out, Path folder, String... arguments) throws IOException {
        return start(out, List.of(), folder, arguments);
    }

    private static Child start(Redirect out, List<String> program, Path folder, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(program);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder));
        String modulePath = System.getProperty("jdk.module.path", "");
        if (modulePath.isEmpty()) {
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), Pop3.class.getName()));
        } else {
            command.addAll(List.of("-p", modulePath, "-m", "org.pop3j.cli/" + Pop3.class.getName()));
        }
        command.addAll(Arrays.asList(arguments));
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err.toFile());
        return new Child(builder.start(), err);
    }

    String line() throws IOException {
        return String.valueOf(out.readLine());
    }

    /** Waits until {@code pop3 serve} is ready; the port of its first listener of that kind, {@code pop3} or {@code pop3s}. */
    int port(String kind) throws IOException {
        String ready = line();
        Matcher listener =
                Pattern.compile(" " + kind + "=127\\.0\\.0\\.1:(\\d+)").matcher(ready);
        if (!ready.startsWith("ready ") || !listener.find()) {
            throw new IllegalStateException(
                    "expected ready and " + kind + ", got: " + ready + "; standard error: " + err());
        }
        return Integer.parseInt(listener.group(1));
    }

    void type(String input) throws IOException {
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    /** Asks the process to stop that a program of {@link #startUnder} has started. */
    void terminateInner() {
        process.children().forEach(ProcessHandle::destroy);
    }

    boolean isRunning() {
        return process.isAlive();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running after 60 s; standard error: " + err());
        }
        return process.exitValue();
    }

    String err() {
        try {
            return Files.readString(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until standard error says so; not for ever, where the process was started with that signal ignored. */
    void awaitErr(String text) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!err().contains(text)) {
            boolean hasEnded = process.waitFor(10, TimeUnit.MILLISECONDS) && !err().contains(text);
            if (hasEnded || System.nanoTime() > end) {
                throw new IllegalStateException("expected \"" + text + "\" on standard error, got: " + err());
            }
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
