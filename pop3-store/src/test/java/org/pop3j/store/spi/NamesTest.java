package org.pop3j.store.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link MaildropName} and {@link DeliveryId}. */
class NamesTest {
    @ParameterizedTest
    @ValueSource(strings = {"ann", "a b", "ann@b.example", "jos\u00e9", "../x", "a/b", "domain\\user", "."})
    @DisplayName("S-16 I-07: a maildrop's name is any text; mapping it to a place is the store's rule")
    void maildropNames(String value) {
        assertThat(new MaildropName(value)).hasToString(value);
        assertThat(new MaildropName(value)).isEqualTo(new MaildropName(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\0b", "a\r\nb", "\t", "\u007f", "\u0085"})
    @DisplayName("S-16: no empty maildrop name, no control characters, and the refusal is fit for a log")
    void noMaildropNames(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MaildropName(value))
                .withMessageMatching("not the name of a maildrop: \"[\\x20-\\x7e]*\"");
    }

    @Test
    @DisplayName("A delivery id has 1 to 255 characters of 0x21 to 0x7E")
    void deliveryIds() {
        assertThat(new DeliveryId("<a.1@b>!~").value()).isEqualTo("<a.1@b>!~");
        assertThat(new DeliveryId("x".repeat(255)).value()).hasSize(255);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\nb", "\u007f", "\u00e9"})
    @DisplayName("S-17: no delivery id with other characters")
    void noDeliveryIds(String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeliveryId(value))
                .withMessageMatching("a delivery id has 1 to 255 printable ASCII characters, got \"[\\x20-\\x7e]*\"");
    }

    @Test
    @DisplayName("A delivery id of 256 characters is refused")
    void tooLong() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DeliveryId("x".repeat(256)));
    }
}
