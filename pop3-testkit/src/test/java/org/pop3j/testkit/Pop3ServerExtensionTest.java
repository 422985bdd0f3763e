package org.pop3j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pop3j.conformance.Delivery;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.Wire;
import org.pop3j.store.spi.MaildropName;

@TestMethodOrder(MethodOrderer.Random.class)
class Pop3ServerExtensionTest {
    private static final Dialogue SESSION = Dialogue.parse("""
            S: +OK*
            C: USER mrose
            S: +OK*
            C: PASS secret
            S: +OK*
            C: STAT
            S: +OK 1 20
            C: RETR 1
            S: +OK*
            S: Subject: a
            S:
            S: ..one
            S: .
            C: DELE 1
            S: +OK*
            C: QUIT
            S: +OK*
            S: <EOF>
            """);

    private static final byte[] MESSAGE = "Subject: a\n\n.one\n".getBytes(StandardCharsets.US_ASCII);
    private static final Set<InetSocketAddress> SHARED_ADDRESSES = new HashSet<>();

    @RegisterExtension
    static final Pop3ServerExtension SHARED =
            Pop3ServerExtension.builder().user("mrose", "secret").build();

    @RegisterExtension
    final Pop3ServerExtension pop3 = Pop3ServerExtension.builder()
            .user("mrose", "secret")
            .message("mrose", MESSAGE)
            .settings(server -> server)
            .build();

    static List<Delivery> deliveries() {
        return List.of(Delivery.ONE_SEGMENT, Delivery.OCTET_BY_OCTET, Delivery.PIPELINED);
    }

    @ParameterizedTest
    @MethodSource("deliveries")
    void eachTestHasItsServerWithItsMail(Delivery delivery) throws Exception {
        try (Wire wire = Wire.tcp(pop3.address())) {
            SESSION.play(wire, delivery);
        }
        try (var maildrop = pop3.store().open(new MaildropName("mrose"))) {
            assertThat(maildrop.count()).isZero();
        }
        assertThat(pop3.port()).isEqualTo(pop3.address().getPort()).isPositive();
    }

    @Test
    void mailCanBeDeliveredDuringTheTest() throws Exception {
        pop3.store().deliver(new MaildropName("mrose"), new ByteArrayInputStream(MESSAGE), Optional.empty());
        try (Wire wire = Wire.tcp(pop3.address())) {
            Dialogue.parse("S: +OK*\nC: USER mrose\nS: +OK*\nC: PASS secret\nS: +OK*\nC: STAT\nS: +OK 2 40")
                    .play(wire);
        }
    }

    @Test
    void aWrongPasswordIsRefused() throws IOException {
        try (Wire wire = Wire.tcp(pop3.address())) {
            Dialogue.parse("S: +OK*\nC: USER mrose\nS: +OK*\nC: PASS wrong\nS: -ERR*")
                    .play(wire);
        }
    }

    @AfterEach
    void rememberTheSharedServer() {
        SHARED_ADDRESSES.add(SHARED.address());
    }

    @AfterAll
    static void allTestsShareTheStaticServer() {
        assertThat(SHARED_ADDRESSES).hasSize(1).doesNotContainNull();
    }

    @Test
    void theSharedServerIsAnother() {
        assertThat(SHARED.port()).isNotEqualTo(pop3.port());
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThatThrownBy(pop3::tlsAddress)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("SSLContext");
        assertThatThrownBy(() -> Pop3ServerExtension.builder().build().port())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("register this extension");
        assertThatThrownBy(() -> Pop3ServerExtension.builder().message("nobody", MESSAGE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
