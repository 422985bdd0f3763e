package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.store.maildir.Faults.End;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;

/** What a process leaves that is killed (kill -9) in front of each system call by which it changes anything. */
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
    @ValueSource(strings = {"session", "session-snapshot"})
    @DisplayName(
            "a session with deletions loses no unmarked message, changes no unique-id, and has removed all marked ones once it said so (R1939-26, R1939-31)")
    void session(String operation) throws Exception {
        Map<String, String> before = new LinkedHashMap<>();
        crashAtEachStep(operation, before, (ann, end) -> {
            Map<String, String> after = messages(ann);
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

    /** Other messages come under the names of those that are gone, as procmail's may in MH style (C0040). */
    private static void comeBack(Ann ann, List<String> ids, Map<String, String> after) throws IOException {
        for (String id : ids) {
            if (!after.containsKey(id)) {
                ann.plant("new", id, "Subject: another under the name of " + id + "\n\n");
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
            before.clear();
            before.putAll(messages(ann));
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
