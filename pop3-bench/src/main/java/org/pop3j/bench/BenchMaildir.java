package org.pop3j.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A Maildir of generated mail, under names as Postfix gives them: no sizes in them.
 *
 * @param folder where it lies
 */
record BenchMaildir(Path folder) {
    private static final int DIFFERENT_MESSAGES = 64;
    private static final int MOST_OCTETS_IN_MEMORY = 64 * 1024 * 1024;
    private static final long FIRST_SECOND = 1_700_000_000;
    private static final Set<String> PARTS = Set.of("tmp", "new", "cur");

    /** Fills it, all mail in {@code new}, if it is not filled with just that. */
    void fill(int messages, int octets, Owner owner) throws IOException {
        Path mark = folder.resolveSibling(folder.getFileName() + ".filled-" + messages + "-" + octets);
        if (Files.exists(mark)) {
            pristine();
            return;
        }
        remove(folder);
        for (String part : PARTS) {
            Files.createDirectories(folder.resolve(part));
        }
        GeneratedMail mail = new GeneratedMail(octets);
        int different = Math.max(1, Math.min(DIFFERENT_MESSAGES, MOST_OCTETS_IN_MEMORY / octets));
        List<byte[]> pool = IntStream.range(0, Math.min(messages, different))
                .mapToObj(mail::message)
                .toList();
        for (int i = 0; i < messages; i++) {
            Files.write(folder.resolve("new").resolve(name(i)), pool.get(i % pool.size()));
        }
        owner.give(folder);
        Files.createFile(mark);
    }

    /** One more message comes, from now on the newest. */
    void deliver(int number, Owner owner) throws IOException {
        Path draft = folder.resolve("tmp").resolve("delivery");
        Files.write(draft, new GeneratedMail(1024).message(number));
        owner.give(draft);
        Files.move(draft, folder.resolve("new").resolve(name(10_000_000 + number)));
    }

    /** Back to mail that nobody has logged in to: all of it in {@code new}, no index or cache of any server. */
    void pristine() throws IOException {
        try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, path -> !isPart(path))) {
            for (Path other : others) {
                remove(other);
            }
        }
        try (DirectoryStream<Path> seen = Files.newDirectoryStream(folder.resolve("cur"))) {
            for (Path file : seen) {
                String base = file.getFileName().toString().replaceFirst(":.*", "");
                Files.move(file, folder.resolve("new").resolve(base));
            }
        }
        try (DirectoryStream<Path> delivered = Files.newDirectoryStream(folder.resolve("new"), "1710*")) {
            for (Path file : delivered) {
                Files.delete(file);
            }
        }
    }

    /** As another mail program leaves it: everything seen, in {@code cur}. */
    void moveToCur() throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder.resolve("new"))) {
            for (Path file : all) {
                Files.move(file, folder.resolve("cur").resolve(file.getFileName() + ":2,S"));
            }
        }
    }

    private static boolean isPart(Path path) {
        return PARTS.contains(path.getFileName().toString());
    }

    private static String name(int number) {
        return "%d.V801I%xM%06d.mail.example.net"
                .formatted(FIRST_SECOND + number, 0x10000 + number, number % 1_000_000);
    }

    static void remove(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
