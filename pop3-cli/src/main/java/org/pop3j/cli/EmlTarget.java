package org.pop3j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.pop3j.client.SyncMessage;

/** A file a message, with the octets as they came, in one folder. Files that are there already are never touched. */
final class EmlTarget implements FetchTarget {
    private static final int LONGEST_NAME = 120;

    private final Path folder;

    private EmlTarget(Path folder) {
        this.folder = folder;
    }

    static EmlTarget open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new EmlTarget(folder);
    }

    @Override
    public void store(SyncMessage message, InputStream content) throws IOException {
        String name = fileName(message.key().strip());
        Path draft = Files.createTempFile(folder, ".pop3-", ".part");
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                OutputStream out = Channels.newOutputStream(channel);
                content.transferTo(out);
                channel.force(true);
            }
            publish(draft, name);
        } finally {
            Files.deleteIfExists(draft);
        }
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** Takes the first free name. A message that was stored before under that name, octet for octet, is there already. */
    private void publish(Path draft, String name) throws IOException {
        for (int copy = 1; ; copy++) {
            Path file = folder.resolve(name + (copy == 1 ? "" : "~" + copy) + ".eml");
            try {
                // A link, unlike a renaming, never replaces what is there.
                Files.createLink(file, draft);
                return;
            } catch (FileAlreadyExistsException taken) {
                if (Files.isRegularFile(file) && Files.mismatch(file, draft) < 0) {
                    return;
                }
            }
        }
    }

    /**
     * A name that is safe in every file system (S-25): letters, digits, hyphen and underscore stay, a dot too but not in
     * front, every other octet becomes {@code %XX}; a long one ends in a digest.
     */
    static String fileName(String label) {
        StringBuilder name = new StringBuilder();
        for (byte octet : label.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean isSafe = c < 0x80 && (Character.isLetterOrDigit(c) || c == '-' || c == '_');
            if (isSafe || c == '.' && name.length() > 0) {
                name.append(c);
            } else {
                name.append(String.format("%%%02X", (int) c));
            }
        }
        return name.length() <= LONGEST_NAME
                ? name.toString()
                : name.substring(0, LONGEST_NAME / 2) + "~" + digest(label);
    }

    private static String digest(String label) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(label.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() {
        // Nothing stays open between two messages.
    }
}
