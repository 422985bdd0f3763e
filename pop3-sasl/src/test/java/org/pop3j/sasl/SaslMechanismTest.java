package org.pop3j.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3j.sasl.SaslMechanism.Exposure;

class SaslMechanismTest {
    @ParameterizedTest
    @EnumSource
    @DisplayName("R5034-04 names are found in any letter case; they have 20 characters at most (RFC 4422 section 3.1)")
    void names(SaslMechanism mechanism) {
        String name = mechanism.mechanismName();
        assertThat(name).matches("[A-Z0-9_-]{1,20}").isEqualTo(mechanism.toString());
        assertThat(SaslMechanism.named(name)).contains(mechanism);
        assertThat(SaslMechanism.named(name.toLowerCase(Locale.ROOT))).contains(mechanism);
        assertThat(SaslMechanism.named(name + "X")).isEmpty();
    }

    @Test
    @DisplayName("SASL-01 strongest first: what shows nothing, tokens, fast hashes, passwords; bound before unbound")
    void order() {
        int strongest = 0;
        for (SaslMechanism mechanism : SaslMechanism.values()) {
            int rank = List.of(Exposure.NOTHING, Exposure.TOKEN, Exposure.WEAK_HASH, Exposure.PASSWORD)
                    .indexOf(mechanism.exposure());
            assertThat(rank).as(mechanism.mechanismName()).isGreaterThanOrEqualTo(strongest);
            strongest = rank;
        }
        assertThat(SaslMechanism.SCRAM_SHA_1_PLUS).isLessThan(SaslMechanism.SCRAM_SHA_512);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("R5802-01 the hash of each SCRAM mechanism")
    void scramHash(ScramHash hash) {
        assertThat(hash.mechanism().scramHash()).contains(hash);
        assertThat(hash.plusMechanism().scramHash()).contains(hash);
        assertThat(hash.plusMechanism().mechanismName()).isEqualTo(hash.mechanism() + "-PLUS");
        assertThat(hash.mechanism().mechanismName()).isEqualTo("SCRAM-" + hash.hashName());
        assertThat(hash.octets()).isEqualTo(hash.hash(new byte[0]).length);
        assertThat(SaslMechanism.PLAIN.scramHash()).isEmpty();
    }
}
