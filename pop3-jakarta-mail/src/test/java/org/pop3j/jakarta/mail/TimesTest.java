package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;

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

    private static Timeouts times(Properties properties) throws Exception {
        return StoreProperties.read(properties, "pop3", ImplicitTls.NOT_BY_ITSELF)
                .network()
                .timeouts();
    }
}
