package org.pop3j.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateDatesTest {
    private static final Logger LOG = Logger.getLogger(TlsFiles.class.getName());

    @TempDir
    Path state;

    @Test
    @DisplayName("loading warns of a certificate that is not valid yet, ends within two weeks, or has ended")
    void warnings() throws Exception {
        TlsFiles now = SelfSigned.in(state, List.of("localhost"));
        Instant begin = now.certificate().getNotBefore().toInstant();
        Instant end = now.certificate().getNotAfter().toInstant();

        assertThat(warnings(begin.minusSeconds(1)))
                .singleElement()
                .isEqualTo("{0} is not valid before {1}: clients will refuse it");
        assertThat(warnings(begin.plusSeconds(1))).isEmpty();
        assertThat(warnings(end.minus(Duration.ofDays(14)).minusSeconds(1))).isEmpty();
        assertThat(warnings(end.minus(Duration.ofDays(13)))).singleElement().isEqualTo("{0} expires at {1}");
        assertThat(warnings(end.plusSeconds(1)))
                .singleElement()
                .isEqualTo("{0} has expired at {1}: clients will refuse it");
    }

    private List<String> warnings(Instant at) throws Exception {
        Said said = new Said();
        LOG.addHandler(said);
        try {
            Path file = SelfSigned.file(state);
            TlsFiles.builder()
                    .pem(file, file)
                    .clock(Clock.fixed(at, ZoneOffset.UTC))
                    .load();
        } finally {
            LOG.removeHandler(said);
        }
        return said.messages;
    }

    private static final class Said extends Handler {
        private final List<String> messages = new ArrayList<>();

        @Override
        public void publish(LogRecord said) {
            messages.add(said.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
