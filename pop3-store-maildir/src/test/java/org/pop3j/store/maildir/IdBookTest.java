package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read out of the lines of the file of unique-ids. */
class IdBookTest {
    private static final IdLine FOR_ANY = IdLine.pinned(1, "1.x", Look.NO_PRINT, "for-any");
    private static final IdLine FOR_ONE = IdLine.pinned(1, "1.x", 7, "for-one");
    private static final IdLine REMOVED = IdLine.removed(5, "2.x", 7);
    private static final IdLine DELIVERED = IdLine.delivered(6, "3.x");

    private static IdBook book(IdLine... lines) {
        IdBook book = new IdBook();
        List.of(lines).forEach(book::add);
        return book;
    }

    @Test
    @DisplayName("A book is empty without a line of any kind")
    void empty() {
        assertThat(book().isEmpty()).isTrue();
        assertThat(book().lines()).isZero();
        for (IdLine line : new IdLine[] {FOR_ANY, REMOVED, DELIVERED}) {
            assertThat(book(line).isEmpty()).as(line.text()).isFalse();
            assertThat(book(line).hasRemoved()).as(line.text()).isEqualTo(line == REMOVED);
            assertThat(book(line).all()).containsExactly(line);
        }
    }

    @Test
    @DisplayName("All lines are those that count: the last removal and delivery of a base, each unique-id")
    void all() {
        IdBook book = book(
                FOR_ANY, REMOVED, IdLine.removed(1, "2.x", 9), IdLine.delivered(1, "3.x"), DELIVERED, FOR_ONE, FOR_ANY);
        assertThat(book.all())
                .containsExactlyInAnyOrder(FOR_ANY, FOR_ONE, FOR_ANY, IdLine.removed(1, "2.x", 9), DELIVERED);
        assertThat(book.lines()).isEqualTo(5);
    }

    @ParameterizedTest
    @DisplayName("C0039: a unique-id that was given to exactly this file goes before one for any; the last one counts")
    @CsvSource({"1.x, 7, for-one", "1.x, 8, last", "1.x, 0, last", "2.x, 7, "})
    void pinned(String base, long print, String id) {
        IdBook book = book(FOR_ANY, FOR_ONE, IdLine.pinned(1, "1.x", Look.NO_PRINT, "last"), REMOVED);
        assertThat(book.pinned(base, print).orElse(null)).isEqualTo(id);
        assertThat(book(FOR_ONE).pinned("1.x", 8)).isEmpty();
        assertThat(book(FOR_ONE).pinned("1.x", Look.NO_PRINT)).isEmpty();
    }

    @Test
    @DisplayName("C0041: which unique-ids messages were given")
    void given() {
        IdBook book = book(FOR_ANY, FOR_ONE, REMOVED, DELIVERED);
        assertThat(book.isGiven("for-any")).isTrue();
        assertThat(book.isGiven("for-one")).isTrue();
        assertThat(book.isGiven("1.x")).isFalse();
        assertThat(book.isGiven("2.x")).isFalse();
    }

    @Test
    @DisplayName("C0040: whether another message of a base was removed, and when one was")
    void removed() {
        IdBook book = book(FOR_ANY, REMOVED, DELIVERED);
        assertThat(book.wasAnother("2.x", 8)).isTrue();
        assertThat(book.wasAnother("2.x", 7)).isFalse();
        assertThat(book.wasAnother("1.x", 8)).isFalse();
        assertThat(book.removed("2.x")).contains(5L);
        assertThat(book.removed("1.x")).isEmpty();
    }

    @ParameterizedTest(name = "at {0}")
    @CsvSource({
        // kept for 10 s: at 15 the removal is just young, at 16 the delivery
        "11, P 1 for-any, R 5, D 6, P 1 of-removed",
        "15, R 5, D 6, P 1 of-removed, ",
        "16, D 6, , , ",
        "17, , , , "
    })
    @DisplayName("C0040: lines are kept for a time, and of a removed message the unique-id as long as the removal")
    void young(long now, String first, String second, String third, String fourth) {
        IdLine ofRemoved = IdLine.pinned(1, "2.x", 7, "of-removed");
        IdBook book = book(FOR_ANY, ofRemoved, REMOVED, DELIVERED);
        String[] expected = java.util.stream.Stream.of(first, second, third, fourth)
                .filter(java.util.Objects::nonNull)
                .toArray(String[]::new);
        assertThat(book.current(Set.of(), now, Duration.ofSeconds(10)))
                .extracting(IdBookTest::described)
                .containsExactlyInAnyOrder(expected);
        assertThat(book.current(Set.of("1.x", "2.x", "3.x"), 1_000, Duration.ofSeconds(10)))
                .as("only unique-ids of messages that are there stay for ever")
                .containsExactlyInAnyOrder(FOR_ANY, ofRemoved);
    }

    private static String described(IdLine line) {
        return (line.kind().name().charAt(0) + " " + line.seconds() + " " + line.id()).trim();
    }

    @Test
    @DisplayName("C0039: a new unique-id takes the place of the one that exactly this file had, and of no other line")
    void with() {
        IdLine other = IdLine.pinned(1, "2.x", 7, "of-removed");
        IdLine pin = IdLine.pinned(9, "1.x", 7, "new");
        IdLine pinOfRemoved = IdLine.pinned(9, "2.x", 7, "new-too");
        IdBook book = book(FOR_ANY, FOR_ONE, other, REMOVED, DELIVERED);
        assertThat(book.with(List.of(pin))).containsExactlyInAnyOrder(FOR_ANY, other, REMOVED, DELIVERED, pin);
        assertThat(book.with(List.of(pinOfRemoved)))
                .as("the removal is of the same file, and stays")
                .containsExactlyInAnyOrder(FOR_ANY, FOR_ONE, REMOVED, DELIVERED, pinOfRemoved);
        assertThat(book.with(List.of())).containsExactlyInAnyOrderElementsOf(book.all());
    }
}
