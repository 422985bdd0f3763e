package org.pop3j.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.pop3j.client.LedgerLine.Event;

/**
 * Which messages of an account have been taken: a file that only grows, a line an event, each with a checksum. What says that a
 * message was taken is durable (fsync) before the method returns. A line that a crash has cut off is taken away when the file
 * is opened, a damaged one does not count, so at worst a message is delivered again. When most lines say what later ones
 * override, the file is written anew and put in place of the old one. Files of the first version are read.
 *
 * <p>One file may hold several accounts. It is used by one process at a time, and by one thread.
 *
 * <p>A message goes by its key: its unique-id, or what {@link Pop3Sync} puts in its place where that is missing or doubled.
 */
public final class SyncLedger implements AutoCloseable {
    private static final int FEW_LINES = 256;
    private static final int LONGEST_CUT_LINE = 8192;

    private final LedgerStorage storage;
    private final String account;
    private final Map<String, Map<String, LedgerEntry>> accounts = new LinkedHashMap<>();
    private int damagedLines;

    SyncLedger(LedgerStorage storage, String account) throws IOException {
        this.storage = storage;
        this.account = account;
        load();
    }

    /**
     * Opens a ledger, made if there is none (for its owner only).
     *
     * @param file the file; {@code FILE.lock} beside it is locked until the ledger is closed
     * @param account whose messages, such as {@code user@host:995}
     * @return the ledger
     * @throws IOException if the file cannot be used, or another run uses it
     */
    public static SyncLedger open(Path file, String account) throws IOException {
        LedgerFile storage = LedgerFile.open(file);
        try {
            return new SyncLedger(storage, account);
        } catch (IOException e) {
            storage.close();
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * A ledger that remembers nothing beyond its own life.
     *
     * @param account whose messages
     * @return an empty ledger
     */
    public static SyncLedger inMemory(String account) {
        try {
            return new SyncLedger(new LedgerStorage.Memory(), account);
        } catch (IOException e) {
            throw new IllegalStateException("unreachable: memory does not fail", e);
        }
    }

    /**
     * When a message was taken.
     *
     * @param key the message
     * @return the time, empty if it was not
     */
    public Optional<Instant> takenAt(String key) {
        return entry(key).takenAt();
    }

    /**
     * Says that a message was taken; durable when this returns.
     *
     * @param key the message
     * @param when when
     * @throws IOException if that could not be made durable: the message will be delivered again
     */
    public void taken(String key, Instant when) throws IOException {
        taken(key, when, "");
    }

    /** With the digest of the content, by which it is known again where the unique-id is no name. */
    void taken(String key, Instant when, String content) throws IOException {
        write(Event.TAKEN, key, when, content);
        storage.force();
    }

    /**
     * All messages that were taken, and when. Keys are text of the other side: escape them before showing.
     *
     * @return the times by key, in no order
     */
    public Map<String, Instant> taken() {
        Map<String, Instant> taken = new HashMap<>();
        own().forEach((key, entry) -> entry.takenAt().ifPresent(when -> taken.put(key, when)));
        return taken;
    }

    /**
     * The messages that are left alone because they failed too often, and why.
     *
     * @return the reasons by key
     */
    public Map<String, String> setAside() {
        Map<String, String> aside = new LinkedHashMap<>();
        own().forEach((key, entry) -> entry.aside().ifPresent(why -> aside.put(key, why)));
        return aside;
    }

    /**
     * Forgets a message, so that it counts as new: to try one again that was set aside.
     *
     * @param key the message
     * @throws IOException if that could not be made durable
     */
    public void forget(String key) throws IOException {
        write(Event.FORGOTTEN, key, Instant.now(), "");
        storage.force();
    }

    /**
     * How many lines were damaged when the ledger was opened, a tail that a crash had cut not counted. Their messages may be
     * delivered again.
     *
     * @return lines
     */
    public int damagedLines() {
        return damagedLines;
    }

    /** The account. */
    String account() {
        return account;
    }

    LedgerEntry entry(String key) {
        return own().getOrDefault(key, LedgerEntry.UNKNOWN);
    }

    /** The messages that are known, taken or not. */
    List<String> keys() {
        return List.copyOf(own().keySet());
    }

    /** Writes down what is durable only with the next line that must be. */
    void write(Event event, String key, Instant when, String note) throws IOException {
        LedgerLine line = new LedgerLine(event, when, account, key, note);
        storage.append(line.octets());
        apply(line);
    }

    void force() throws IOException {
        storage.force();
    }

    private Map<String, LedgerEntry> own() {
        return accounts.computeIfAbsent(account, a -> new HashMap<>());
    }

    private void apply(LedgerLine line) {
        Map<String, LedgerEntry> entries = accounts.computeIfAbsent(line.account(), a -> new HashMap<>());
        LedgerEntry now = entries.getOrDefault(line.key(), LedgerEntry.UNKNOWN);
        now.after(line).ifPresentOrElse(e -> entries.put(line.key(), e), () -> entries.remove(line.key()));
    }

    private void load() throws IOException {
        String content = new String(storage.load(), StandardCharsets.ISO_8859_1);
        int lines = 0;
        int end = 0;
        int damagedBehind = 0;
        for (int from = 0, lf = content.indexOf('\n'); lf >= 0; from = lf + 1, lf = content.indexOf('\n', from)) {
            Optional<LedgerLine> line = LedgerLine.parse(content.substring(from, lf));
            if (line.isPresent()) {
                apply(line.orElseThrow());
                lines++;
                damagedLines += damagedBehind;
                damagedBehind = 0;
                end = lf + 1;
            } else {
                damagedBehind++;
            }
        }
        repairTail(content, end, damagedBehind);
        compactIfWorthwhile(lines);
    }

    /** Takes away what a crash has cut off; what looks like somebody else's file is not touched. */
    private void repairTail(String content, int endOfLastGood, int damagedBehind) throws IOException {
        int endOfLines = content.lastIndexOf('\n') + 1;
        if (endOfLastGood == 0 && (endOfLines > 0 || content.length() > LONGEST_CUT_LINE)) {
            throw new IOException("expected a ledger, got something else");
        }
        int end = damagedBehind > 1 ? endOfLines : endOfLastGood;
        damagedLines += damagedBehind > 1 ? damagedBehind : 0;
        if (end < content.length()) {
            storage.truncate(end);
        }
    }

    private void compactIfWorthwhile(int lines) throws IOException {
        if (lines <= FEW_LINES) {
            return;
        }
        List<LedgerLine> needed = neededLines();
        if (lines > 2 * needed.size()) {
            ByteArrayOutputStream compact = new ByteArrayOutputStream();
            needed.forEach(line -> compact.writeBytes(line.octets()));
            storage.replace(compact.toByteArray());
        }
    }

    private List<LedgerLine> neededLines() {
        List<LedgerLine> needed = new ArrayList<>();
        for (String name : new TreeSet<>(accounts.keySet())) {
            Map<String, LedgerEntry> entries = accounts.getOrDefault(name, Map.of());
            for (String key : new TreeSet<>(entries.keySet())) {
                needed.addAll(entries.getOrDefault(key, LedgerEntry.UNKNOWN).lines(name, key));
            }
        }
        return needed;
    }

    /** Closes the file and lets others use it. */
    @Override
    public void close() throws IOException {
        storage.close();
    }
}
