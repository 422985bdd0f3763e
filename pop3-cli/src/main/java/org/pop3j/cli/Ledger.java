package org.pop3j.cli;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pop3j.codec.UniqueId;

/**
 * Which messages have been fetched: a file that only grows, a line a message, {@code TIME ACCOUNT UNIQUE-ID}, durable before
 * the next message is asked for. One file may serve several accounts. A line cut off by a crash does not count.
 */
final class Ledger implements Closeable {
    private final FileChannel file;
    private final String account;
    private final Map<String, Instant> fetched = new HashMap<>();

    private Ledger(FileChannel file, String account) {
        this.file = file;
        this.account = account.replace(" ", "%20");
    }

    /** Opens the ledger, made if there is none; another run with the same ledger is refused. */
    static Ledger open(Path path, String account) throws IOException {
        FileChannel file = OwnFile.open(path);
        try {
            if (file.tryLock() == null) {
                throw new IOException(path + " is in use by another run");
            }
            Ledger ledger = new Ledger(file, account);
            ledger.load(path);
            return ledger;
        } catch (IOException e) {
            file.close();
            throw e;
        }
    }

    Optional<Instant> fetchedAt(UniqueId uniqueId) {
        return Optional.ofNullable(fetched.get(uniqueId.value()));
    }

    /** Writes down that a message has been stored. */
    void add(UniqueId uniqueId, Instant when) throws IOException {
        if (fetched.putIfAbsent(uniqueId.value(), when) == null) {
            append(when + " " + account + " " + uniqueId.value() + "\n");
        }
    }

    private void load(Path path) throws IOException {
        ByteBuffer octets = ByteBuffer.allocate(Math.toIntExact(file.size()));
        while (octets.hasRemaining() && file.read(octets) >= 0) {
            // Until all is read.
        }
        String content = new String(octets.array(), 0, octets.position(), StandardCharsets.UTF_8);
        int end = content.lastIndexOf('\n') + 1;
        int number = 0;
        for (String line : content.substring(0, end).split("\n")) {
            number++;
            if (!line.isEmpty()) {
                take(line, path + ", line " + number);
            }
        }
        // A line without its end was cut off by a crash: its message counts as not fetched.
        file.truncate(content.substring(0, end).getBytes(StandardCharsets.UTF_8).length);
    }

    private void take(String line, String where) throws IOException {
        String[] fields = line.split(" ", -1);
        if (fields.length != 3) {
            throw new IOException(where + ": expected TIME ACCOUNT UNIQUE-ID, got " + fields.length + " fields");
        }
        if (fields[1].equals(account)) {
            try {
                fetched.putIfAbsent(fields[2], Instant.parse(fields[0]));
            } catch (DateTimeParseException e) {
                throw new IOException(where + ": expected a time such as 2026-01-31T12:00:00Z in front", e);
            }
        }
    }

    private void append(String line) throws IOException {
        ByteBuffer octets = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
        file.position(file.size());
        while (octets.hasRemaining()) {
            file.write(octets);
        }
        file.force(true);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
