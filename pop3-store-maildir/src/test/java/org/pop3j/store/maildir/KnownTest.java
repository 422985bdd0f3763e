package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sessions hand on: the cache is written when it differs. */
class KnownTest {
    private static final FolderStamp NEW = new FolderStamp(1, 2);
    private static final FolderStamp CUR = new FolderStamp(3, 4);
    private static final IdBook.Stamp IDS = new IdBook.Stamp(5, 6);

    private final Known known = Known.nothing();

    @BeforeEach
    void fill() {
        known.stamps(NEW, CUR);
        known.ids(IDS);
        known.tidied(7);
        known.written();
    }

    private void assertChanged(boolean isChanged) {
        assertThat(known.isChanged()).isEqualTo(isChanged);
        known.written();
        assertThat(known.isChanged()).isFalse();
    }

    @Test
    @DisplayName("What was put in is what is known; the same again changes nothing")
    void same() {
        assertThat(known.stamp(Part.NEW)).isEqualTo(NEW);
        assertThat(known.stamp(Part.CUR)).isEqualTo(CUR);
        assertThat(known.ids()).isEqualTo(IDS);
        assertThat(known.tidied()).isEqualTo(7);
        fill();
        known.stamps(NEW, CUR);
        known.ids(IDS);
        known.tidied(7);
        assertChanged(false);
    }

    @Test
    @DisplayName("Each difference is one that the cache must have")
    void differences() {
        known.stamps(CUR, CUR);
        assertChanged(true);
        known.stamps(CUR, NEW);
        assertChanged(true);
        known.ids(IdBook.Stamp.NONE);
        assertChanged(true);
        known.tidied(8);
        assertChanged(true);
        known.messages().add(Part.NEW, new byte[] {'x'}, 1, new Look(1, 1, 1));
        assertChanged(true);
    }

    @Test
    @DisplayName(
            "M-05: what is not trusted any more has to be read, and that is a change, until something else is known")
    void distrust() {
        known.distrust();
        assertThat(known.stamp(Part.NEW)).isEqualTo(FolderStamp.NONE);
        assertThat(known.stamp(Part.CUR)).isEqualTo(FolderStamp.NONE);
        assertChanged(true);
        known.distrust();
        assertChanged(false);
        known.stamps(NEW, CUR);
        known.tidied(7);
        assertThat(known.isChanged()).as("a later sameness takes nothing back").isTrue();
    }

    @ParameterizedTest(name = "changed at {0} ns, seen {1} ns later")
    @DisplayName("M-05: how long a folder must have been left alone, by a clock that ticks, or tells whole seconds")
    @CsvSource({
        "1000000001, 20000000, 20, false",
        "1000000001, 20000001, 20, true",
        "1000000000, 2000000000, 2000, false",
        "1000000000, 2000000001, 2000, true",
        "-1000000000, 2000000001, 2000, true",
        "0, 20000001, 2000, false",
    })
    void ticks(long modifiedNanos, long later, long tickMillis, boolean isOlder) {
        FolderStamp stamp = new FolderStamp(modifiedNanos, 1);
        Instant seen = Instant.ofEpochSecond(0, modifiedNanos).plusNanos(later);
        assertThat(stamp.tick()).isEqualTo(Duration.ofMillis(tickMillis));
        assertThat(stamp.isOlderThan(stamp.tick(), seen)).isEqualTo(isOlder);
        assertThat(stamp.trusted(seen)).isEqualTo(later > 2_000_000_000 ? stamp : FolderStamp.NONE);
    }
}
