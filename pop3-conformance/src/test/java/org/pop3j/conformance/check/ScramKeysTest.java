package org.pop3j.conformance.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ScramKeysTest {
    private static final String CLIENT_FIRST = "n=user,r=rOprNGfwEbeRWgbNEkqO";
    private static final String NONCE = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private static final String SALT = "W22ZaJ0SNY7soEsUEjb6gQ==";
    private static final String MESSAGE =
            CLIENT_FIRST + "," + NONCE + ",s=" + SALT + ",i=4096" + "," + "c=biws," + NONCE;

    private final ScramKeys keys = ScramKeys.of("pencil", Base64.getDecoder().decode(SALT), 4096);

    @Test
    @DisplayName("R5802-02: the client's proof in the example of RFC 7677 section 3")
    void clientProof() {
        assertThat(keys.clientProof(MESSAGE))
                .asBase64Encoded()
                .isEqualTo("dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
    }

    @Test
    @DisplayName("R5802-03: the server's signature in the example of RFC 7677 section 3")
    void serverSignature() {
        assertThat(keys.serverSignature(MESSAGE))
                .asBase64Encoded()
                .isEqualTo("6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=");
    }
}
