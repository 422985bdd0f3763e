package org.pop3j.server;

import static org.pop3j.server.Scenario.given;

import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AuthorizationTest {
    @Test
    @DisplayName("C0001 C0002 C0007 the greeting comes unasked; C0012 R1939-18 QUIT before the login ends the session")
    void greetingAndQuit() {
        given().plays("""
                S: +OK POP3 server ready
                C: QUIT
                S: +OK bye
                S: <EOF>
                """);
    }

    @Test
    @DisplayName("C0008 C0016 C0018 V0005 C0025 C0028 C0033 C0035 R1939-08 no TRANSACTION command before the login")
    void transactionCommandsBeforeLogin() {
        given("x").plays("""
                S: +OK*
                C: STAT
                S: -ERR STAT is not a command of the AUTHORIZATION state
                C: LIST
                S: -ERR *
                C: RETR 1
                S: -ERR *
                C: DELE 1
                S: -ERR *
                C: NOOP
                S: -ERR *
                C: RSET
                S: -ERR *
                C: TOP 1 1
                S: -ERR *
                C: UIDL
                S: -ERR *
                C: USER ann
                S: +OK*
                C: PASS secret word
                S: +OK*
                """);
    }

    @Test
    @DisplayName("C0009 C0046 a login by USER and PASS; the password is everything behind the first SPACE")
    void passwordWithSpaces() {
        given().with(b -> Pop3Server.builder(Scenario.given().newStore(), Scenario.password(" a  b "))
                        .tls(TestTls::context)
                        .plaintextLogin(PlaintextLogin.ALLOWED))
                .plays("""
                        S: +OK*
                        C: USER ann
                        S: +OK*
                        C: PASS  a  b\\x20
                        S: +OK*
                        """);
    }

    @Test
    @DisplayName(
            "C0010 R1939-35 C0047 after a failed PASS there is no user name; R3206-02 [AUTH]; then the login works")
    void failedPass() {
        given().plays("""
                S: +OK*
                C: USER ann
                S: +OK*
                C: PASS wrong
                S: -ERR [AUTH] user name or password is wrong
                C: PASS secret word
                S: -ERR PASS comes right after a successful USER
                C: USER ann
                S: +OK*
                C: PASS secret word
                S: +OK*
                """);
    }

    @Test
    @DisplayName("S-14 R1939-33 an unknown user cannot be told from a wrong password")
    void unknownUser() {
        given().plays("""
                S: +OK*
                C: USER nobody
                S: +OK now send PASS
                C: PASS wrong
                S: -ERR [AUTH] user name or password is wrong
                C: USER ann
                S: +OK now send PASS
                C: PASS wrong
                S: -ERR [AUTH] user name or password is wrong
                """);
    }

    @Test
    @DisplayName("S-13 the third failed login is answered, then the connection is closed")
    void thirdFailure() {
        given().plays("""
                S: +OK*
                C: USER ann
                S: +OK*
                C: PASS 1
                S: -ERR [AUTH]*
                C: USER ann
                S: +OK*
                C: PASS 2
                S: -ERR [AUTH]*
                C: USER ann
                S: +OK*
                C: PASS 3
                S: -ERR [AUTH]*
                S: <EOF>
                """);
    }

    @Test
    @DisplayName("C0044 PASS without USER; C0042 USER without a name; C0046 PASS without a password")
    void missingParts() {
        given().plays("""
                S: +OK*
                C: PASS secret word
                S: -ERR PASS comes right after a successful USER
                C: USER
                S: -ERR *
                C: USER ann
                S: +OK*
                C: PASS
                S: -ERR *
                C: PASS secret word
                S: -ERR *
                """);
    }

    @Test
    @DisplayName("C0045 D-9 any command between USER and PASS forgets the user name")
    void forgottenUser() {
        for (String between : new String[] {"NOOP", "CAPA", "XYZZY", "", "UTF8", "AUTH", "LANG", "APOP a b"}) {
            String reply = between.equals("AUTH")
                    ? "S: +OK*\nS: PLAIN\nS: .\n"
                    : between.equals("CAPA")
                            ? "S: +OK*\nS: TOP\nS: UIDL\nS: RESP-CODES\nS: AUTH-RESP-CODE\nS: PIPELINING\nS: USER\nS: SASL PLAIN\nS: STLS\nS: .\n"
                            : "S: -ERR *\n";
            given().playsOverTcp("S: +OK*\nC: USER ann\nS: +OK*\nC: " + between + "\n" + reply
                    + "C: PASS secret word\nS: -ERR PASS comes right after a successful USER\n");
        }
    }

    @Test
    @DisplayName("C0045 the last of two USER commands counts")
    void secondUser() {
        given("a message of ann").plays("""
                S: +OK*
                C: USER ann
                S: +OK*
                C: USER bob
                S: +OK*
                C: PASS secret word
                S: +OK*
                C: STAT
                S: +OK 0 0
                """);
    }

    @Test
    @DisplayName("C0043 R1939-08 the commands of AUTHORIZATION are refused after the login, and the session goes on")
    void authorizationCommandsAfterLogin() {
        given().loggedIn("""
                C: USER ann
                S: -ERR USER is not a command of the TRANSACTION state
                C: PASS secret word
                S: -ERR *
                C: APOP ann c4c9334bac560ecc979e58001b3e22fb
                S: -ERR *
                C: AUTH PLAIN
                S: -ERR *
                C: STLS
                S: -ERR *
                C: UTF8
                S: -ERR *
                C: NOOP
                S: +OK
                """);
    }

    @Test
    @DisplayName("R5034-18 R6856-01 R1939-44 what is not offered is refused, and the login works after it")
    void notOffered() {
        given().logins(Logins.of(Scenario.password("secret word")).mechanisms(Set.of()))
                .plays("""
                S: +OK*
                C: AUTH
                S: -ERR no SASL mechanism is offered here
                C: AUTH PLAIN
                S: -ERR this SASL mechanism is not offered here
                C: APOP ann c4c9334bac560ecc979e58001b3e22fb
                S: -ERR APOP is not offered here
                C: UTF8
                S: -ERR UTF8 is not offered here
                C: LANG *
                S: -ERR LANG is not offered here
                C: LAST
                S: -ERR *
                C: USER ann
                S: +OK*
                C: PASS secret word
                S: +OK*
                C: LANG *
                S: -ERR LANG is not offered here
                """);
    }

    @Test
    @DisplayName("R6856-06 a user name that is not ASCII is refused")
    void userNameIsNotAscii() {
        given().plays("""
                S: +OK*
                C: USER anné
                S: -ERR user names are ASCII here
                C: USER \\xff
                S: -ERR *
                """);
    }
}
