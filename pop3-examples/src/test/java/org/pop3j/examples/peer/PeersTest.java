package org.pop3j.examples.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

@DisplayName("A peer")
class PeersTest {
    @Test
    @DisplayName("that is missing skips its test, or fails it in CI, and names the package either way")
    void missing() {
        boolean inCi = System.getenv("CI") != null;
        assertThatThrownBy(() -> Peers.require("no-such-program-anywhere", "its-package"))
                .isInstanceOf(inCi ? AssertionFailedError.class : TestAbortedException.class)
                .hasMessageContaining("no-such-program-anywhere is not installed (apt-get install its-package)");
    }

    @Test
    @DisplayName("that is there is found")
    void present() {
        assertThat(Peers.require("sh", "dash")).endsWith("/sh");
    }
}
