package org.pop3j.server;

import static org.pop3j.server.Scenario.given;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CapabilitiesTest {
    @Test
    @DisplayName(
            "R2449-01 R2449-07 R2595-02 on a plain connection with a certificate STLS is announced, after the login not")
    void plain() {
        given().playsOverTcp("""
                S: +OK*
                C: CAPA
                S: +OK*
                S: TOP
                S: UIDL
                S: RESP-CODES
                S: AUTH-RESP-CODE
                S: PIPELINING
                S: USER
                S: SASL PLAIN
                S: STLS
                S: .
                C: USER ann
                S: +OK*
                C: PASS secret word
                S: +OK*
                C: CAPA
                S: +OK*
                S: TOP
                S: UIDL
                S: RESP-CODES
                S: AUTH-RESP-CODE
                S: PIPELINING
                S: USER
                S: SASL PLAIN
                S: .
                """);
    }

    @Test
    @DisplayName(
            "R2449-08 R2595-02 R2595-09 without TLS no USER; after STLS USER, and STLS no more, before and after the login")
    void passwordsOnlyUnderTls() {
        given().with(b -> b.plaintextLogin(PlaintextLogin.REFUSED)).playsOverTcp("""
                S: +OK*
                C: CAPA
                S: +OK*
                S: TOP
                S: UIDL
                S: RESP-CODES
                S: AUTH-RESP-CODE
                S: PIPELINING
                S: STLS
                S: .
                C: STLS
                S: +OK begin TLS
                TLS
                C: CAPA
                S: +OK*
                S: TOP
                S: UIDL
                S: RESP-CODES
                S: AUTH-RESP-CODE
                S: PIPELINING
                S: USER
                S: SASL PLAIN
                S: .
                C: USER ann
                S: +OK*
                C: PASS secret word
                S: +OK*
                C: CAPA
                S: +OK*
                S: TOP
                S: UIDL
                S: RESP-CODES
                S: AUTH-RESP-CODE
                S: PIPELINING
                S: USER
                S: SASL PLAIN
                S: .
                """);
    }

    @Test
    @DisplayName("R2449-01 D-8 CAPA takes no argument")
    void argument() {
        given().plays("""
                S: +OK*
                C: CAPA x
                S: -ERR too many arguments for CAPA
                """);
    }

    @Test
    @DisplayName("R1939-34 R2595-09 R8314-05 without TLS every USER and PASS gets the same refusal")
    void sameRefusal() {
        given().with(b -> b.plaintextLogin(PlaintextLogin.REFUSED)).playsOverTcp("""
                S: +OK*
                C: USER ann
                S: -ERR passwords are taken under TLS only: send STLS first
                C: PASS secret word
                S: -ERR passwords are taken under TLS only: send STLS first
                C: USER nobody
                S: -ERR passwords are taken under TLS only: send STLS first
                C: PASS wrong
                S: -ERR passwords are taken under TLS only: send STLS first
                """);
    }
}
