package org.pop3j.store.maildir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;

/** Another Java process, for what only another process can show. */
final class OtherProcess implements AutoCloseable {
    static final String SECOND_LOGIN = "second-login";

    private final Process process;
    private final BufferedReader output;

    private OtherProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Has the maildrop of ann open until closed or killed. */
    static OtherProcess thatHolds(Path mail) throws IOException {
        OtherProcess other = start("hold", mail);
        if (!"held".equals(other.output.readLine())) {
            throw new IOException("the other process could not open the maildrop");
        }
        return other;
    }

    /** Tries to lock a file from outside. */
    static boolean canLock(Path file) throws IOException {
        try (OtherProcess other = start("lock", file)) {
            return Boolean.parseBoolean(other.output.readLine());
        }
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }

    private static OtherProcess start(Object... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Programs.java(OtherProcess.class, arguments));
        return new OtherProcess(
                builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** In the other process. */
    public static void main(String[] arguments) throws Exception {
        Path path = Path.of(arguments[1]);
        switch (arguments[0]) {
            case "hold" -> hold(path);
            case "lock" -> System.out.println(lock(path));
            case "deliver" -> deliver(path);
            case "deliver-id" -> Ann.in(path).deliver("message", "id");
            case "remove" -> remove(Ann.in(path));
            case "remove-snapshot" ->
                remove(Ann.in(path, Ann.HASTY.withLock(MaildirOptions.Lock.SNAPSHOT), Clock.systemUTC()));
            case "login" -> secondLogin(path, Ann.in(path));
            case "log in twice" -> {
                Ann ann = Ann.in(path);
                ann.ids();
                secondLogin(path, ann);
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    /** A file that it makes tells in a trace where the login begins. */
    private static void secondLogin(Path mail, Ann ann) throws Exception {
        Files.createFile(mail.resolve(SECOND_LOGIN));
        try (var drop = ann.open()) {
            if (Ann.ids(drop).size() != 200 || drop.octets() == 0) {
                throw new IllegalStateException("expected 200 messages, got " + drop.count());
            }
        }
    }

    private static void hold(Path mail) throws Exception {
        var drop = MaildirStore.in(mail.toString()).open(Ann.NAME);
        System.out.println("held");
        new InputStreamReader(System.in, StandardCharsets.UTF_8).read();
        drop.close();
    }

    private static boolean lock(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            FileLock lock = channel.tryLock();
            return lock != null;
        }
    }

    private static void deliver(Path mail) throws Exception {
        Ann.in(mail).deliver("message");
    }

    private static void remove(Ann ann) throws Exception {
        try (var drop = ann.open()) {
            drop.commit(Ann.numbers(1));
        }
    }
}
