package org.pop3j.examples.peer;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pop3j.codec.ContentEncoder;
import org.pop3j.store.maildir.MaildirStore;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;

/** Our own delivery in a process of the user that owns the mail; what runs as root may not deliver for others. */
final class OurDelivery implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private OurDelivery(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /**
     * Starts the process.
     *
     * @param maildir the Maildir
     * @param work a folder that the user may enter; takes the classes, folders or jars, which may lie where only root can
     *     read them
     */
    static OurDelivery into(Path maildir, Path work) throws IOException, URISyntaxException {
        List<String> classPath = new ArrayList<>();
        for (Class<?> type : List.of(OurDelivery.class, MaildirStore.class, MaildropName.class, ContentEncoder.class)) {
            Path from = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path copy = work.resolve(type.getSimpleName() + (Files.isDirectory(from) ? "" : ".jar"));
            copy(from, copy);
            Peers.giveAway(copy);
            classPath.add(copy.toString());
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = List.of(
                java,
                "-cp",
                String.join(File.pathSeparator, classPath),
                OurDelivery.class.getName(),
                maildir.getParent().toString(),
                maildir.getFileName().toString());
        return new OurDelivery(new ProcessBuilder(Peers.unprivileged(command))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                if (Files.isDirectory(each)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(each, target, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** Delivers a message of {@link NumberedMail}. */
    void deliver(byte[] message) throws IOException {
        int number = NumberedMail.number(new String(message, StandardCharsets.US_ASCII).replace("\n", "\r\n"));
        process.getOutputStream().write((number + "\n").getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
        String answer = output.readLine();
        if (!"delivered".equals(answer)) {
            throw new IOException("expected a delivery, got " + answer);
        }
    }

    /** The process: takes the folder of Maildirs and a name, and on standard input the numbers of messages. */
    public static void main(String[] arguments) throws Exception {
        MaildropName name = new MaildropName(arguments[1]);
        try (MaildirStore store = MaildirStore.in(arguments[0]);
                BufferedReader numbers =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String line = numbers.readLine(); line != null; line = numbers.readLine()) {
                System.out.println(deliver(store, name, NumberedMail.message(Integer.parseInt(line))));
            }
        }
    }

    private static String deliver(MaildirStore store, MaildropName name, byte[] message) throws IOException {
        try {
            store.deliver(name, new ByteArrayInputStream(message), Optional.empty());
            return "delivered";
        } catch (MaildropException e) {
            return "refused: " + e.getMessage();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
