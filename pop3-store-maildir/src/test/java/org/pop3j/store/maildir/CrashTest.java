package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.store.maildir.Faults.End;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;

/** What a process leaves that is killed (kill -9) in front of each system call by which it changes anything. */
@Tag("any-jdk")
@Tag("peer")
@DisplayName("A process killed between each two steps of")
class CrashTest {
    /** Fewer steps than these would mean that the process was not killed where it matters. */
    private static final int FEWEST_STEPS = 5;

    private static final int MOST_STEPS = 200;

    @TempDir
    Path folder;

    @BeforeAll
    static void need() throws Exception {
        Faults.need();
    }

    @FunctionalInterface
    private interface Check {
        void after(Ann ann, End end) throws Exception;
    }

    @ParameterizedTest
    @ValueSource(strings = {"deliver", "deliver-id"})
    @DisplayName(
            "a delivery leaves the message whole or not at all, and whole once it said so; a retry with its id stores it once (M-01)")
    void delivery(String operation) throws Exception {
        Map<String, String> before = new LinkedHashMap<>();
        crashAtEachStep(operation, before, (ann, end) -> {
            Map<String, String> after = messages(ann);
            assertThat(after).containsAllEntriesOf(before);
            assertThat(newOnes(before, after))
                    .isSubsetOf(CrashingProcess.MESSAGE)
                    .hasSizeLessThanOrEqualTo(1);
            if (end.said().contains(CrashingProcess.DELIVERED)) {
                assertThat(after).hasSize(before.size() + 1);
            }
            if (operation.equals("deliver-id")) {
                ann.deliver(CrashingProcess.MESSAGE, CrashingProcess.DELIVERY_ID);
                assertThat(newOnes(before, messages(ann))).containsExactly(CrashingProcess.MESSAGE);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"session", "session-snapshot", "compaction", "trash", "seen"})
    @DisplayName(
            "a session with deletions loses no unmarked message, changes no unique-id, and has removed all marked ones once it said so (R1939-26, R1939-31)")
    void session(String operation) throws Exception {
        Map<String, String> before = new LinkedHashMap<>();
        crashAtEachStep(operation, before, (ann, end) -> {
            Map<String, String> after = messages(ann);
            loseCache(ann, after);
            List<String> ids = List.copyOf(before.keySet());
            assertThat(before).containsAllEntriesOf(after);
            assertThat(after).containsKeys(ids.get(1), ids.get(3), ids.get(5));
            if (end.said().contains(CrashingProcess.REMOVED)) {
                assertThat(after.keySet()).containsExactly(ids.get(1), ids.get(3), ids.get(5));
            }
            String arrived = ann.deliver("another\n").value();
            assertThat(before).doesNotContainKey(arrived);
            assertThat(ann.ids()).endsWith(arrived).hasSize(after.size() + 1);
            comeBack(ann, ids, after);
            assertThat(messages(ann))
                    .allSatisfy((id, text) ->
                            assertThat(before.getOrDefault(id, text)).isEqualTo(text));
        });
    }

    @Test
    @DisplayName("an import of unique-ids gives all of them or none, and can be made again (C0039)")
    void imported() throws Exception {
        Map<String, String> before = new LinkedHashMap<>();
        List<String> given =
                IntStream.rangeClosed(1, 6).mapToObj(i -> "own-" + i).toList();
        crashAtEachStep("import", before, (ann, end) -> {
            Map<String, String> after = messages(ann);
            loseCache(ann, after);
            assertThat(after.values()).containsExactlyElementsOf(before.values());
            assertThat(List.copyOf(after.keySet())).isIn(List.copyOf(before.keySet()), given);
            if (end.said().contains(CrashingProcess.IMPORTED)) {
                assertThat(after.keySet()).containsExactlyElementsOf(given);
            }
            passFiveMinutes(ann.maildir().resolve(DovecotLock.FILE));
            UniqueIdImport.into(ann.maildir(), Optional.empty())
                    .fromList(ann.maildir().resolveSibling(CrashingProcess.LIST));
            assertThat(messages(ann).keySet()).containsExactlyElementsOf(given);
        });
    }

    /** The cache is for speed: without it all is as it was. */
    private static void loseCache(Ann ann, Map<String, String> messages) throws Exception {
        Files.deleteIfExists(ann.maildir().resolve(CacheFile.FILE));
        assertThat(messages(ann)).containsExactlyInAnyOrderEntriesOf(messages);
    }

    /** Other messages come under the names of those that are gone, as procmail's may in MH style (C0040). */
    private static void comeBack(Ann ann, List<String> ids, Map<String, String> after) throws IOException {
        for (int i = 1; i <= ids.size(); i++) {
            if (!after.containsKey(ids.get(i - 1))) {
                String name = "170000000" + i + ".M1P1.host";
                ann.plant("new", name, "Subject: another under the name of " + name + "\n\n");
            }
        }
    }

    private void crashAtEachStep(String operation, Map<String, String> before, Check check) throws Exception {
        int step = 0;
        End end;
        do {
            step++;
            assertThat(step).as("steps").isLessThan(MOST_STEPS);
            Path mail = Files.createDirectory(folder.resolve(operation + "-" + step));
            Ann ann = Ann.in(mail);
            fill(ann);
            prepare(operation, ann);
            before.clear();
            before.putAll(messages(operation.equals("compaction") ? twoDaysAgo(ann) : ann));
            end = Faults.run(mail, CrashingProcess.class, operation, mail, step);
            assertThat(end.exitCode()).as(end.said()).isIn(0, End.KILLED);
            try {
                check.after(ann, end);
            } catch (AssertionError e) {
                throw new AssertionError("killed in front of the last of\n" + String.join("\n", end.steps()), e);
            }
        } while (end.wasKilled());
        assertThat(step).as("steps: " + end.steps()).isGreaterThan(FEWEST_STEPS);
    }

    private static void fill(Ann ann) throws IOException {
        for (int i = 1; i <= 6; i++) {
            String name = "170000000" + i + ".M1P1.host";
            ann.plant(
                    i <= 3 ? "cur" : "new",
                    i <= 3 ? name + ":2,S" : name,
                    "Subject: " + i + "\n\n" + "text\n".repeat(i));
        }
    }

    private static void prepare(String operation, Ann ann) throws Exception {
        if (operation.equals("import")) {
            UniqueIdImport.into(ann.maildir(), Optional.empty()).fromList(writeList(ann, "first-"));
            writeList(ann, "own-");
        } else if (operation.equals("compaction")) {
            growOld(ann);
        }
    }

    /** A process that is killed before it has written who it is leaves a lock of nobody. */
    private static void passFiveMinutes(Path lock) throws IOException {
        if (Files.exists(lock) && Files.size(lock) == 0) {
            Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(Duration.ofMinutes(6))));
        }
    }

    private static Path writeList(Ann ann, String prefix) throws IOException {
        StringBuilder list = new StringBuilder();
        for (int i = 1; i <= 6; i++) {
            list.append(prefix + i + " 170000000" + i + ".M1P1.host\n");
        }
        return Files.writeString(ann.maildir().resolveSibling(CrashingProcess.LIST), list);
    }

    /** Most lines of the file of unique-ids are of no use any more. */
    private static void growOld(Ann ann) throws Exception {
        long old = Instant.now().minus(Duration.ofDays(31)).getEpochSecond();
        List<IdLine> lines = new ArrayList<>();
        for (int i = 0; i < 3_000; i++) {
            lines.add(IdLine.removed(old, "9." + i + ".old", 7));
        }
        try (Maildir maildir = Folders.openMaildir(ann.maildir())) {
            new IdFile(maildir).append(lines);
        }
        UniqueIdImport.into(ann.maildir(), Optional.empty()).fromList(writeList(ann, "own-"));
    }

    /** For whom nothing is due that is done once a day. */
    private static Ann twoDaysAgo(Ann ann) throws MaildropException {
        Clock clock = Clock.fixed(Instant.now().minus(Duration.ofDays(2)), ZoneOffset.UTC);
        return Ann.in(ann.maildir().getParent(), Ann.HASTY, clock);
    }

    /** What is listed, by unique-id in the order of the numbers; sizes are those of what is sent. */
    private static Map<String, String> messages(Ann ann) throws MaildropException, IOException {
        Map<String, String> messages = new LinkedHashMap<>();
        try (Maildrop drop = ann.open()) {
            for (int number = 1; number <= drop.count(); number++) {
                String text = Ann.text(drop, number);
                assertThat(drop.octets(number))
                        .isEqualTo(text.replace("\n", "\r\n").length());
                messages.put(drop.uniqueId(number).value(), text);
            }
        }
        return messages;
    }

    private static List<String> newOnes(Map<String, String> before, Map<String, String> after) {
        return after.entrySet().stream()
                .filter(message -> !before.containsKey(message.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }
}
