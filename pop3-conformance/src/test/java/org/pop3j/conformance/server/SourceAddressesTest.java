package org.pop3j.conformance.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("S-13: no check waits for the failed log-ins of another")
class SourceAddressesTest {
    @Test
    @DisplayName("on the loopback each check has an address of its own")
    void eachItsOwn() throws Exception {
        SourceAddresses sources = new SourceAddresses(InetAddress.getByName("127.0.0.1"));
        assertThat(sources.areMany()).isTrue();
        Set<InetAddress> seen = new HashSet<>();
        for (int i = 0; i < 600; i++) {
            InetAddress source = sources.next().orElseThrow();
            assertThat(source.isLoopbackAddress()).isTrue();
            assertThat(seen.add(source)).as("%s is new", source).isTrue();
        }
    }

    @Test
    @DisplayName("elsewhere the system chooses")
    void elsewhere() throws Exception {
        assertThat(new SourceAddresses(InetAddress.getByName("192.0.2.1")).next())
                .isEmpty();
        assertThat(new SourceAddresses(InetAddress.getByName("::1")).next()).isEmpty();
    }
}
