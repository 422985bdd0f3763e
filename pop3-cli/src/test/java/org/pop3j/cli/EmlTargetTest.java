package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmlTargetTest {
    @ParameterizedTest
    @DisplayName("S-25: a unique-id never is a path")
    @CsvSource({
        "abc-1_2.x, abc-1_2.x",
        "../../x, %2E.%2F..%2Fx",
        ".hidden, %2Ehidden",
        "a:b*c, a%3Ab%2Ac",
        "100%, 100%25",
        "a~2, a%7E2",
        "<x@y>, %3Cx%40y%3E"
    })
    void fileNames(String label, String name) {
        assertThat(EmlTarget.fileName(label)).isEqualTo(name);
    }

    @Test
    @DisplayName("I-03, S-25: a long unique-id keeps a name of its own")
    void longNames() {
        String label = "x".repeat(300);

        assertThat(EmlTarget.fileName(label)).hasSizeLessThan(130).isNotEqualTo(EmlTarget.fileName(label + "y"));
    }
}
