package org.pop3j.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateDatesTest {
    @TempDir
    Path state;

    @Test
    @DisplayName("loading warns of a certificate that is not valid yet, ends within two weeks, or has ended")
    void warnings() throws Exception {
        TlsFiles now = SelfSigned.in(state, List.of("localhost"));
        Instant begin = now.certificate().getNotBefore().toInstant();
        Instant end = now.certificate().getNotAfter().toInstant();

        assertThat(warning(begin.minusSeconds(1)).orElseThrow())
                .endsWith(" is not valid before " + begin + ": clients will refuse it");
        assertThat(warning(begin.plusSeconds(1))).isEmpty();
        assertThat(warning(end.minus(Duration.ofDays(14)).minusSeconds(1))).isEmpty();
        assertThat(warning(end.minus(Duration.ofDays(13))).orElseThrow()).endsWith(" expires at " + end);
        assertThat(warning(end.plusSeconds(1)).orElseThrow())
                .endsWith(" has expired at " + end + ": clients will refuse it");
    }

    private Optional<String> warning(Instant at) throws Exception {
        Path file = SelfSigned.file(state);
        TlsFiles files = TlsFiles.builder()
                .pem(file, file)
                .clock(Clock.fixed(at, ZoneOffset.UTC))
                .load();
        return files.warning(files.certificate());
    }
}
