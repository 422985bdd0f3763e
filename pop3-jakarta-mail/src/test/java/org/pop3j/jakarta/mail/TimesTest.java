package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3j.client.Timeouts;

/** How long a store waits; {@code StoreTest} has a server that says nothing. */
class TimesTest {
    @Test
    @DisplayName("D-2: every wait has a bound where nothing is said")
    void defaults() throws Exception {
        assertThat(times(new Properties())).isEqualTo(Timeouts.DEFAULTS);
    }

    @ParameterizedTest
    @CsvSource({"1500, PT1.5S", "0, P24D", "-1, P24D", "2147483647, P24D"})
    @DisplayName("D-2: milliseconds; what means no bound elsewhere is 24 days")
    void milliseconds(String value, Duration expected) throws Exception {
        Properties properties = new Properties();
        properties.setProperty("mail.pop3.connectiontimeout", value);
        assertThat(times(properties)).isEqualTo(Timeouts.DEFAULTS.withConnect(expected));
        properties.clear();
        properties.setProperty("mail.pop3.writetimeout", value);
        assertThat(times(properties)).isEqualTo(Timeouts.DEFAULTS.withWrite(expected));
        properties.clear();
        properties.setProperty("mail.pop3.timeout", value);
        assertThat(times(properties))
                .isEqualTo(Timeouts.all(expected)
                        .withConnect(Timeouts.DEFAULTS.connect())
                        .withWrite(Timeouts.DEFAULTS.write()));
    }

    @Test
    @DisplayName("S-08: operationtimeout: none where nothing is said; minimumrate: 10 octets a second, 0 for any")
    void operations() throws Exception {
        Properties properties = new Properties();
        assertThat(times(properties).operation()).isEmpty();
        assertThat(rate(properties)).isEqualTo(10);
        properties.setProperty("mail.pop3.operationtimeout", "1500");
        properties.setProperty("mail.pop3.timeout", "2000");
        properties.setProperty("mail.pop3.minimumrate", "1000");
        assertThat(times(properties).operation()).contains(Duration.ofMillis(1500));
        assertThat(rate(properties)).isEqualTo(1000);
        properties.setProperty("mail.pop3.operationtimeout", "0");
        properties.setProperty("mail.pop3.minimumrate", "0");
        assertThat(times(properties).operation()).contains(Duration.ofDays(24));
        assertThat(rate(properties)).isZero();
        properties.setProperty("mail.pop3.minimumrate", "-1");
        assertThatThrownBy(() -> rate(properties)).hasMessage("mail.pop3.minimumrate: expected octets, got \"-1\"");
    }

    private static long rate(Properties properties) throws Exception {
        return StoreProperties.read(properties, "pop3", ImplicitTls.NOT_BY_ITSELF)
                .network()
                .limits()
                .minimumOctetsPerSecond();
    }

    private static Timeouts times(Properties properties) throws Exception {
        return StoreProperties.read(properties, "pop3", ImplicitTls.NOT_BY_ITSELF)
                .network()
                .timeouts();
    }
}
