package org.pop3j.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.server.spi.Login;
import org.pop3j.store.spi.MaildropName;

class KerberosUsersTest {
    private static final SocketAddress PEER = new InetSocketAddress("127.0.0.1", 1);
    private static final KerberosUsers USERS = new KerberosUsers("EXAMPLE.ORG");

    @Test
    @DisplayName("a principal of the realm is the user of its name")
    void user() {
        assertThat(USERS.checkPrincipal("ann@EXAMPLE.ORG", PEER)).contains(new Login("ann", new MaildropName("ann")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@OTHER.ORG",
                "ann@example.org",
                "ann@SUB.EXAMPLE.ORG",
                "ann@EXAMPLE.ORG@OTHER.ORG",
                "ann\\@OTHER.ORG@EXAMPLE.ORG",
                "ann/admin@EXAMPLE.ORG",
                "pop/host@EXAMPLE.ORG",
                "@EXAMPLE.ORG",
                "an\u0007n@EXAMPLE.ORG",
                "ann",
                ""
            })
    @DisplayName("S-16 services, other instances, other realms and names that are none stand for nobody")
    void nobody(String principal) {
        assertThat(USERS.checkPrincipal(principal, PEER)).isEmpty();
    }

    @Test
    void aRealmHasNoBlanks() {
        assertThatThrownBy(() -> new KerberosUsers("A B")).isInstanceOf(IllegalArgumentException.class);
    }
}
