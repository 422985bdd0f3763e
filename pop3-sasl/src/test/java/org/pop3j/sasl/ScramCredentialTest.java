package org.pop3j.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScramCredentialTest {
    private static final ScramParameters CHEAP = new ScramParameters(4096, 16);

    @ParameterizedTest
    @EnumSource
    @DisplayName("a credential fits its password and no other, and again when it is read back")
    void matches(ScramHash hash) {
        ScramCredential credential = ScramCredential.derive(hash, "p\u2168", CHEAP);
        ScramCredential readBack = ScramCredential.of(
                hash, credential.iterations(), credential.salt(), credential.storedKey(), credential.serverKey());
        assertThat(readBack.matches("p\u2168")).isTrue();
        assertThat(readBack.matches("pIX")).as("prepared").isTrue();
        assertThat(readBack.matches("pIx")).isFalse();
        assertThat(readBack.matches("")).isFalse();
        assertThat(readBack.matches("\u0000")).isFalse();
        assertThat(readBack.hash()).isEqualTo(hash);
        assertThat(readBack.iterations()).isEqualTo(4096);
        assertThat(credential.salt()).hasSize(16);
    }

    @Test
    @DisplayName("R5802-04 each derivation has a salt of its own")
    void salts() {
        assertThat(ScramCredential.derive(ScramHash.SHA_1, "x", CHEAP).salt())
                .isNotEqualTo(
                        ScramCredential.derive(ScramHash.SHA_1, "x", CHEAP).salt());
    }

    @Test
    @DisplayName("what Dovecot's doveadm pw -s SCRAM-SHA-256 wrote is read")
    void dovecots() {
        Base64.Decoder base64 = Base64.getDecoder();
        ScramCredential credential = ScramCredential.of(
                ScramHash.SHA_256,
                4096,
                base64.decode("HAaGJWgYpjB+KYMuDbe+IQ=="),
                base64.decode("eZKiPxkjtNH8EqPcsmQzMuQPtK+qMxni6PQtx1N2ENQ="),
                base64.decode("tY6PodlNB/rsqFO1u/i0IlDF57Nznv36Y2NeTjvaKyQ="));
        assertThat(credential.matches("pencil")).isTrue();
        assertThat(credential.matches("pencils")).isFalse();
    }

    @Test
    @DisplayName("R5802-04 counts below 4096 or above 10,000,000, no salt, keys of another length are refused")
    void refused() {
        byte[] key = new byte[32];
        ScramHash hash = ScramHash.SHA_256;
        for (int iterations : new int[] {-1, 0, 1, 4095, 10_000_001, Integer.MAX_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ScramCredential.of(hash, iterations, new byte[8], key, key))
                    .withMessageContaining("got " + iterations);
        }
        assertThat(ScramCredential.of(hash, 10_000_000, new byte[1], key, key).iterations())
                .isEqualTo(10_000_000);
        assertThatIllegalArgumentException().isThrownBy(() -> ScramCredential.of(hash, 4096, new byte[0], key, key));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScramCredential.of(hash, 4096, new byte[8], new byte[31], key));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScramCredential.of(hash, 4096, new byte[8], key, new byte[33]));
        for (int saltOctets : new int[] {0, 7, 1025}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new ScramParameters(4096, saltOctets));
        }
        assertThat(new ScramParameters(4096, 8)).isNotEqualTo(new ScramParameters(4096, 1024));
    }

    @Test
    @DisplayName("passwords that SASLprep empties or prohibits cannot be kept")
    void passwords() {
        for (String bad : new String[] {"", "\u00ad", "a\u0007"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> ScramCredential.derive(ScramHash.SHA_1, bad, CHEAP));
        }
    }

    @Test
    @DisplayName("S-26 nothing secret is shown, and what is handed out is a copy")
    void copies() {
        ScramCredential credential = ScramCredential.derive(ScramHash.SHA_1, "pencil", CHEAP);
        assertThat(credential).hasToString("ScramCredential[SCRAM-SHA-1, 4096 iterations]");
        credential.storedKey()[0]++;
        credential.salt()[0]++;
        credential.serverKey()[0]++;
        assertThat(credential.matches("pencil")).isTrue();
        byte[] key = new byte[20];
        ScramCredential kept = ScramCredential.of(ScramHash.SHA_1, 4096, new byte[8], key, key);
        key[0] = 1;
        assertThat(kept.storedKey()).containsOnly(0);
    }
}
