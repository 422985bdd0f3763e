package org.pop3j.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LimitsTest {
    @Test
    @DisplayName("0.2 the defaults are those of the requirements")
    void defaults() {
        assertThat(ServerTimes.DEFAULTS.idle()).isEqualTo(Duration.ofMinutes(10));
        assertThat(ServerTimes.DEFAULTS.logIn()).isEqualTo(Duration.ofSeconds(120));
        assertThat(ServerTimes.DEFAULTS.tlsHandshake()).isEqualTo(Duration.ofSeconds(30));
        assertThat(ServerTimes.DEFAULTS.writeStall()).isEqualTo(Duration.ofSeconds(60));
        assertThat(ServerLimits.DEFAULTS.failedLogins()).isEqualTo(3);
        assertThat(ServerLimits.DEFAULTS.badCommands()).isEqualTo(10);
        assertThat(ServerLimits.DEFAULTS.commandOctets()).isEqualTo(1024);
    }

    @Test
    @DisplayName("D-2 no time is infinite, zero or negative")
    void times() {
        Duration good = Duration.ofSeconds(1);
        for (Duration bad : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> new ServerTimes(bad, good, good, good, good, good));
            assertThatIllegalArgumentException().isThrownBy(() -> new ServerTimes(good, bad, good, good, good, good));
            assertThatIllegalArgumentException().isThrownBy(() -> new ServerTimes(good, good, bad, good, good, good));
            assertThatIllegalArgumentException().isThrownBy(() -> new ServerTimes(good, good, good, bad, good, good));
            assertThatIllegalArgumentException().isThrownBy(() -> new ServerTimes(good, good, good, good, bad, good));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ServerTimes.DEFAULTS.withFailedLogin(Duration.ofSeconds(-1)));
        assertThat(ServerTimes.DEFAULTS.withIdle(good).idle()).isEqualTo(good);
        assertThat(ServerTimes.DEFAULTS.withIdle(good).logIn()).isEqualTo(Duration.ofSeconds(120));
        assertThat(ServerTimes.DEFAULTS.withFailedLogin(good).failedLogin()).isEqualTo(good);
    }

    @Test
    @DisplayName("every count is at least 1; R2449-04 lines of 255 octets must be taken")
    void counts() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ServerLimits(0, 1, 1, 1, 1, 255));
        assertThatIllegalArgumentException().isThrownBy(() -> new ServerLimits(1, 0, 1, 1, 1, 255));
        assertThatIllegalArgumentException().isThrownBy(() -> new ServerLimits(1, 1, 0, 1, 1, 255));
        assertThatIllegalArgumentException().isThrownBy(() -> new ServerLimits(1, 1, 1, 0, 1, 255));
        assertThatIllegalArgumentException().isThrownBy(() -> new ServerLimits(1, 1, 1, 1, 0, 255));
        assertThatIllegalArgumentException().isThrownBy(() -> new ServerLimits(1, 1, 1, 1, 1, 254));
        assertThat(new ServerLimits(1, 1, 1, 1, 1, 255).commandOctets()).isEqualTo(255);
    }

    @Test
    @Tag("jpms")
    @DisplayName("the tests run in the named module")
    void namedModule() {
        assertThat(Pop3Server.class.getModule().getName()).isEqualTo("org.pop3j.server");
    }
}
