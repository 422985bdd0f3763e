package org.pop3j.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link Capability} and {@link Capabilities}. */
class CapabilitiesTest {
    static Stream<Arguments> lines() {
        return Stream.of(
                arguments("TOP", Capability.of("TOP")),
                arguments("top", Capability.of("TOP")),
                arguments("SASL PLAIN SCRAM-SHA-256", Capability.of("SASL", "PLAIN", "SCRAM-SHA-256")),
                arguments("SASL \t plain\t\tX ", Capability.of("SASL", "plain", "X")),
                arguments(" EXPIRE 60 USER", Capability.of("EXPIRE", "60", "USER")),
                arguments("IMPLEMENTATION a.b-c_1!", Capability.of("IMPLEMENTATION", "a.b-c_1!")));
    }

    @ParameterizedTest
    @MethodSource("lines")
    @DisplayName("R2449-02 D-1: tag in either case, parameters between runs of SPACE and TAB")
    void parses(String line, Capability expected) throws SyntaxException {
        assertThat(Capability.parse(line)).isEqualTo(expected);
        assertThat(Capability.parse(expected.text())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", ".TOP", "T.P", "T\u00d6P", "\u00df", "TOP \u00e9", "SASL \0"})
    @DisplayName("R2449-02: no tag, a dot in it, or octets outside 0x21 to 0x7E")
    void refusedLines(String line) {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> Capability.parse(line))
                .withMessageMatching("expected a capability, got \"[\\x20-\\x7e]*\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A B", "A\r\nB", "\u00df", "\u007f"})
    @DisplayName("S-17: neither tag nor parameter can bring another line or field")
    void refusedValues(String word) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Capability.of(word))
                .withMessageStartingWith("not a capability tag");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Capability.of("TOP", word))
                .withMessageStartingWith("not a capability parameter");
    }

    @Test
    @DisplayName("R2449-02: one SPACE between, at most 512 octets with CRLF")
    void text() {
        assertThat(Capability.of("top").text()).isEqualTo("TOP");
        assertThat(Capability.of("Sasl", "PLAIN", "XOAUTH2").text()).isEqualTo("SASL PLAIN XOAUTH2");
        assertThat(Capability.of("X", "y".repeat(508)).text()).hasSize(510);
        assertThatIllegalStateException()
                .isThrownBy(() -> Capability.of("X", "y".repeat(509)).text())
                .withMessage("a server sends CAPA lines of at most 512 octets with CRLF, this one has 513");
    }

    @Test
    @DisplayName("R2449-02: a tag is found in either case, and of two the first counts")
    void find() throws SyntaxException {
        Capabilities capabilities = capabilities("TOP", "sasl plain", "SASL XTWO");
        assertThat(capabilities.has("tOp")).isTrue();
        assertThat(capabilities.has("UIDL")).isFalse();
        assertThat(capabilities.find("Sasl")).contains(Capability.of("SASL", "plain"));
        assertThat(capabilities.saslMechanisms()).containsExactly("PLAIN");
        assertThat(capabilities.all()).hasSize(3);
    }

    @Test
    @DisplayName("R5034-01: the mechanisms in their order, none without the tag")
    void saslMechanisms() throws SyntaxException {
        assertThat(capabilities("SASL SCRAM-SHA-256 plain").saslMechanisms()).containsExactly("SCRAM-SHA-256", "PLAIN");
        assertThat(capabilities("SASL").saslMechanisms()).isEmpty();
        assertThat(Capabilities.NONE.saslMechanisms()).isEmpty();
    }

    @Test
    @DisplayName("R2449-11: LOGIN-DELAY in seconds")
    void loginDelay() throws SyntaxException {
        assertThat(capabilities("LOGIN-DELAY 900").loginDelay()).contains(Duration.ofMinutes(15));
        assertThat(capabilities("LOGIN-DELAY 0 USER").loginDelay()).contains(Duration.ZERO);
        for (String none :
                new String[] {"TOP", "LOGIN-DELAY", "LOGIN-DELAY soon", "LOGIN-DELAY -1", "LOGIN-DELAY 9999999999"}) {
            assertThat(capabilities(none).loginDelay()).as(none).isEmpty();
        }
    }

    @Test
    @DisplayName("R2449-17: EXPIRE in days, NEVER is none")
    void expireDays() throws SyntaxException {
        assertThat(capabilities("EXPIRE 0").expireDays()).isEqualTo(OptionalInt.of(0));
        assertThat(capabilities("EXPIRE 30 USER").expireDays()).isEqualTo(OptionalInt.of(30));
        assertThat(capabilities("EXPIRE NEVER").expireDays()).isEmpty();
        assertThat(Capabilities.NONE.expireDays()).isEmpty();
    }

    @Test
    @DisplayName("The lists are copies")
    void immutable() {
        List<Capability> all = new ArrayList<>(List.of(Capability.of("TOP")));
        Capabilities capabilities = new Capabilities(all);
        List<String> parameters = new ArrayList<>(List.of("PLAIN"));
        Capability sasl = new Capability("SASL", parameters);
        all.clear();
        parameters.clear();
        assertThat(capabilities.has("TOP")).isTrue();
        assertThat(sasl.parameters()).containsExactly("PLAIN");
    }

    private static Capabilities capabilities(String... lines) throws SyntaxException {
        List<Capability> all = new ArrayList<>();
        for (String line : lines) {
            all.add(Capability.parse(line));
        }
        return new Capabilities(all);
    }
}
