package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("M-05: a known message")
class AbsencesTest {
    private final Absences absences = new Absences();

    private static BitSet messages(int... indexes) {
        BitSet set = new BitSet();
        for (int index : indexes) {
            set.set(index);
        }
        return set;
    }

    @Test
    @DisplayName("is not gone because one quiet pass did not see it")
    void onePass() {
        assertThat(absences.isDecided()).isFalse();
        absences.note(messages(3));
        assertThat(absences.isDecided()).isFalse();
    }

    @Test
    @DisplayName("is gone when two did not, unless one of them saw it")
    void twoPasses() {
        absences.note(messages(3, 5));
        absences.note(messages(5, 7));
        assertThat(absences.isDecided()).isTrue();
        assertThat(absences.gone()).isEqualTo(messages(5));
    }

    @Test
    @DisplayName("needs no second pass where the first saw all")
    void allSeen() {
        absences.note(messages());
        assertThat(absences.isDecided()).isTrue();
        assertThat(absences.gone()).isEqualTo(messages());
    }

    @Test
    @DisplayName("that the second pass saw is there, and no third is needed")
    void seenAfterAll() {
        absences.note(messages(3));
        absences.note(messages());
        assertThat(absences.isDecided()).isTrue();
        assertThat(absences.gone()).isEqualTo(messages());
    }
}
