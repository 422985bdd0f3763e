package org.pop3j.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("any-jdk")
class PasswordSchemeTest {
    private static final String PASSWORD = "grüße, 世界 ünd mehr";

    @ParameterizedTest
    @EnumSource
    void whatIsStoredFitsItsPasswordAndNoOther(PasswordScheme scheme) {
        StoredPassword stored = scheme.store(PASSWORD);

        assertThat(stored.scheme()).isEqualTo(scheme);
        assertThat(stored.matches(PASSWORD)).isTrue();
        assertThat(stored.matches(PASSWORD + " ")).isFalse();
        assertThat(stored.matches("")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void theTextIsReadBackAsTheSame(PasswordScheme scheme) {
        StoredPassword stored = scheme.store(PASSWORD);

        StoredPassword read = PasswordScheme.parse(stored.text());

        assertThat(read.text()).isEqualTo(stored.text()).startsWith("{" + scheme.schemeName() + "}");
        assertThat(read.matches(PASSWORD)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PLAIN")
    void twoOfTheSamePasswordDifferBySalt(PasswordScheme scheme) {
        assertThat(scheme.store(PASSWORD).text())
                .isNotEqualTo(scheme.store(PASSWORD).text());
    }

    @ParameterizedTest
    @EnumSource
    void toStringKeepsTheSecret(PasswordScheme scheme) {
        assertThat(scheme.store(PASSWORD)).hasToString("{" + scheme.schemeName() + "}...");
    }

    @Test
    @DisplayName("RFC 7677 section 3: the example's salt and iterations give keys that take its password")
    void knownScramKeys() {
        // StoredKey and ServerKey of the RFC's exchange (user, pencil), worked out with Python's hashlib.
        StoredPassword stored = PasswordScheme.parse("{SCRAM-SHA-256}4096,W22ZaJ0SNY7soEsUEjb6gQ==,"
                + "WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=,wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=");

        assertThat(stored.matches("pencil")).isTrue();
        assertThat(stored.matches("Pencil")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret | expected {SCHEME}data",
                "{PLAIN secret | expected {SCHEME}data",
                "{MD5}secret | expected one of the schemes",
                "{PLAIN} | the password is empty",
                "{SCRAM-SHA-256}secret | got 1 fields",
                "{SCRAM-SHA-256}0,N3fwQnhxvQ0t6UM7f03MUQ==,s,k | iteration count",
                "{SCRAM-SHA-256}99999999,N3fwQnhxvQ0t6UM7f03MUQ==,s,k | iteration count",
                "{SCRAM-SHA-256}4096,,s,k | salt is empty",
                "{SCRAM-SHA-256}4096,!!,s,k | base64",
                "{SCRAM-SHA-256}4096,N3fwQnhxvQ0t6UM7f03MUQ==,c2VjcmV0,c2VjcmV0 | key of 32 octets, got 6",
                "{BLF-CRYPT}secret | expected {BLF-CRYPT}$2y$",
                "{BLF-CRYPT}$2x$05$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234 | expected {BLF-CRYPT}$2y$",
                "{BLF-CRYPT}$2y$03$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234 | a cost of 4 to 16",
                "{BLF-CRYPT}$2y$31$abcdefghijklmnopqrstuuABCDEFGHIJKLMNOPQRSTUVWXYZ01234 | a cost of 4 to 16",
                "{SHA512-CRYPT}secret | expected {SHA512-CRYPT}$6$",
                "{SHA512-CRYPT}$5$salt$secret | expected {SHA512-CRYPT}$6$",
                "{SHA512-CRYPT}$6$rounds=999999999$salt$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1 | 1000 to 5000000 rounds",
                "{SHA512-CRYPT}$6$rounds=999$salt$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1 | 1000 to 5000000 rounds",
                "{ARGON2ID}secret | expected {ARGON2ID}$argon2id",
                "{ARGON2ID}$argon2i$v=19$m=65536,t=3,p=1$KeBLpGdrZRSTRaNMwHIRFw$z4e4nQHh | expected {ARGON2ID}",
                "{ARGON2ID}$argon2id$v=19$m=65536,t=0,p=1$KeBLpGdrZRSTRaNMwHIRFw$z4e4nQHh | t and p",
                "{ARGON2ID}$argon2id$v=19$m=9999999,t=3,p=1$KeBLpGdrZRSTRaNMwHIRFw$z4e4nQHh | m=8*p to",
                "{ARGON2ID}$argon2id$v=19$m=7,t=3,p=1$KeBLpGdrZRSTRaNMwHIRFw$z4e4nQHh | m=8*p to",
                "{ARGON2ID}$argon2id$v=19$m=64,t=3,p=1$KeBLpGdrZRSTRaNMwHIRFw$z4 | 4 octets or more",
            })
    void brokenTextIsRefusedWithoutShowingIt(String text, String reason) {
        assertThatThrownBy(() -> PasswordScheme.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason)
                .message()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\0b"})
    void passwordsThatNoCommandCanCarryAreRefused(String password) {
        assertThatThrownBy(() -> PasswordScheme.SCRAM_SHA_256.store(password))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPlainPasswordWithAColonIsRefused() {
        assertThatThrownBy(() -> PasswordScheme.PLAIN.store("a:b")).hasMessageContaining("colon");
    }

    @Test
    @DisplayName("SHA-crypt.txt of Ulrich Drepper: the test vectors of its SHA-512")
    void knownSha512Crypts() {
        assertThat(PasswordScheme.parse("{SHA512-CRYPT}$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817"
                                + "G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1")
                        .matches("Hello world!"))
                .isTrue();
        assertThat(PasswordScheme.parse("{SHA512-CRYPT}$6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh"
                                + "0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v.")
                        .matches("Hello world!"))
                .isTrue();
    }

    @Test
    void aBcryptPasswordThatBcryptWouldCutIsRefused() {
        PasswordScheme.BLF_CRYPT.store("x".repeat(72));

        assertThatThrownBy(() -> PasswordScheme.BLF_CRYPT.store("x".repeat(71) + "ü"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 72 octets, got 73");
    }

    @Test
    void schemesAreFoundInSmallLettersToo() {
        assertThat(PasswordScheme.named("scram-sha-256")).contains(PasswordScheme.SCRAM_SHA_256);
        assertThat(PasswordScheme.named("md5")).isEmpty();
    }

    @ParameterizedTest
    @Tag("peer")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SCRAM_SHA_512")
    void doveadmTakesOurs(PasswordScheme scheme) {
        Program doveadm = Program.of("doveadm", "dovecot-core");
        String ours = scheme.store(PASSWORD).text();

        assertThat(doveadm.run("pw", "-t", ours, "-p", PASSWORD).output()).contains("(verified)");
        assertThat(doveadm.run("pw", "-t", ours, "-p", "wrong").exitCode()).isNotZero();
    }

    @ParameterizedTest
    @Tag("peer")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SCRAM_SHA_512")
    void weTakeThoseOfDoveadm(PasswordScheme scheme) {
        String theirs = Program.of("doveadm", "dovecot-core").output("pw", "-s", scheme.schemeName(), "-p", PASSWORD);

        StoredPassword read = PasswordScheme.parse(theirs);

        assertThat(read.matches(PASSWORD)).isTrue();
        assertThat(read.matches("wrong")).isFalse();
        assertThat(read.text()).isEqualTo(theirs);
    }
}
