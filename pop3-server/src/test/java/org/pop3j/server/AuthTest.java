package org.pop3j.server;

import static org.pop3j.server.Scenario.given;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.sasl.SaslMechanism;

/** AUTH as dialogues (RFC 5034). */
class AuthTest {
    private static final Logins PLAIN_LOGIN_CRAM = Logins.of(new TestUsers())
            .mechanisms(EnumSet.of(SaslMechanism.PLAIN, SaslMechanism.LOGIN, SaslMechanism.CRAM_MD5));

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("R5034-04 R5034-14 PLAIN with an initial response; no second AUTH behind the login")
    void plainWithInitialResponse() {
        given("x").plays("""
                S: +OK*
                C: auth plain AGFubgBzZWNyZXQgd29yZA==
                S: +OK maildrop locked, messages: 1
                C: STAT
                S: +OK 1 3
                C: AUTH PLAIN AGFubgBzZWNyZXQgd29yZA==
                S: -ERR AUTH is not a command of the TRANSACTION state
                C: NOOP
                S: +OK
                """);
    }

    @Test
    @DisplayName("R5034-05 R5034-07 OXP-01 PLAIN without an initial response: an empty challenge, plus sign and space")
    void plainWithoutInitialResponse() {
        given().plays("""
                S: +OK*
                C: AUTH PLAIN
                S: +\\x20
                C: AGFubgBzZWNyZXQgd29yZA==
                S: +OK*
                """);
    }

    @Test
    @DisplayName("R3206-03 GSSAPI is off where nothing is said; without a key of the service nobody is called wrong")
    void kerberos() {
        given().plays("""
                S: +OK*
                C: AUTH GSSAPI
                S: -ERR this SASL mechanism is not offered here
                """);
        Logins logins = Logins.of(new TestUsers())
                .kerberos((principal, peer) -> Optional.empty())
                .mechanisms(Set.of(SaslMechanism.GSSAPI));
        given().logins(logins).plays("""
                S: +OK*
                C: AUTH
                S: +OK*
                S: GSSAPI
                S: .
                C: AUTH GSSAPI
                S: -ERR [SYS/TEMP] logins cannot be checked now
                C: QUIT
                S: +OK*
                """);
    }

    @Test
    @DisplayName("R5034-06 R5034-12 * cancels, and USER and PASS work after it")
    void cancelled() {
        given().plays("""
                S: +OK*
                C: AUTH PLAIN
                S: +\\x20
                C: \\*
                S: -ERR AUTH failed: cancelled
                C: USER ann
                S: +OK*
                C: PASS secret word
                S: +OK*
                """);
    }

    @Test
    @DisplayName("R5034-04 OXP-06 a mechanism that is unknown or off is refused, and the login works after it")
    void notOffered() {
        given().plays("""
                S: +OK*
                C: AUTH NTLM
                S: -ERR this SASL mechanism is not offered here
                C: AUTH LOGIN
                S: -ERR this SASL mechanism is not offered here
                C: AUTH X-UNKNOWN AAAA
                S: -ERR this SASL mechanism is not offered here
                C: AUTH PLAIN AGFubgBzZWNyZXQgd29yZA==
                S: +OK*
                """);
    }

    @Test
    @DisplayName("R5034-18 OXP-02 AUTH alone lists what CAPA lists; the state is as before")
    void listing() {
        given().logins(PLAIN_LOGIN_CRAM).plays("""
                S: +OK*
                C: AUTH
                S: +OK mechanisms follow
                S: CRAM-MD5
                S: PLAIN
                S: LOGIN
                S: .
                C: AUTH\\x20
                S: +OK mechanisms follow
                S: CRAM-MD5
                S: PLAIN
                S: LOGIN
                S: .
                C: AUTH PLAIN AGFubgBzZWNyZXQgd29yZA==
                S: +OK*
                """);
    }

    @Test
    @DisplayName("R3206-02 S-14 wrong user and wrong password are told alike; R5034-12 then the right one works")
    void wrongCredentials() {
        given().plays("""
                S: +OK*
                C: AUTH PLAIN AGFubgB3cm9uZw==
                S: -ERR [AUTH] user name or password is wrong
                C: AUTH PLAIN AG5vYm9keQB3cm9uZw==
                S: -ERR [AUTH] user name or password is wrong
                C: AUTH PLAIN AGFubgBzZWNyZXQgd29yZA==
                S: +OK*
                """);
    }

    @Test
    @DisplayName("S-13 failures of AUTH, PASS and a cancelled exchange are counted together: the third closes")
    void countedTogether() {
        given().plays("""
                S: +OK*
                C: AUTH PLAIN AGFubgB3cm9uZw==
                S: -ERR [AUTH]*
                C: USER ann
                S: +OK*
                C: PASS wrong
                S: -ERR [AUTH]*
                C: AUTH PLAIN
                S: +\\x20
                C: \\*
                S: -ERR AUTH failed: cancelled
                S: <EOF>
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=AAA", "AAA=BBB=", "QQ", "QQ==\\t", "QUJD QUJD", "QQ=", "QQ=A", "Q===", "\\xe4AAA", "QUJD\\*"})
    @DisplayName("R5034-11 S-36 base64 is read strictly, in a continuation and as initial response")
    void strictBase64(String malformed) {
        given().playsOverTcp("S: +OK*\nC: AUTH PLAIN\nS: +\\x20\nC: " + malformed
                + "\nS: -ERR AUTH failed: expected base64*\n" + "C: AUTH PLAIN AGFubgBzZWNyZXQgd29yZA==\nS: +OK*\n");
        given().playsOverTcp("S: +OK*\nC: AUTH PLAIN " + malformed + "\nS: -ERR *\n"
                + "C: AUTH PLAIN AGFubgBzZWNyZXQgd29yZA==\nS: +OK*\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ann\0secret word", "\0ann\0secret\0word", "ann", "", "\0ann\0", "\0\0secret word", "ann\0ann"})
    @DisplayName("R4616-01 PLAIN has exactly two NULs, a user and a password")
    void malformedPlain(String message) {
        given().playsOverTcp("S: +OK*\nC: AUTH PLAIN\nS: +\\x20\nC: " + base64(message) + "\nS: -ERR *\n"
                + "C: AUTH PLAIN AGFubgBzZWNyZXQgd29yZA==\nS: +OK*\n");
    }

    @Test
    @DisplayName("R4616-02 acting as another is refused like wrong credentials, unless it is permitted")
    void authorizationId() {
        String bobAsAnn = base64("ann\0bob\0other");
        String annAsBob = base64("bob\0ann\0secret word");
        given("to ann")
                .logins(Logins.of(new TestUsers()))
                .playsOverTcp("S: +OK*\nC: AUTH PLAIN " + bobAsAnn
                        + "\nS: -ERR [AUTH] user name or password is wrong\nC: AUTH PLAIN "
                        + base64("ann\0ann\0secret word")
                        + "\nS: +OK*\n");
        given("to ann")
                .logins(Logins.of(new TestUsers()).authorizer(TestUsers.BOB_FOR_ANN))
                .playsOverTcp("S: +OK*\nC: AUTH PLAIN " + annAsBob
                        + "\nS: -ERR [AUTH] user name or password is wrong\nC: AUTH PLAIN " + bobAsAnn
                        + "\nS: +OK maildrop locked, messages: 1\n");
    }

    @Test
    @DisplayName("OXP-07 a delegate names the mailbox behind the last slash; without permission it is a wrong password")
    void delegates() {
        Logins delegates = Logins.of(new TestUsers())
                .authorizer(TestUsers.BOB_FOR_ANN)
                .delegateNames(DelegateNames.BEHIND_LAST_SLASH);
        given("to ann").logins(delegates).playsOverTcp("""
                S: +OK*
                C: USER ann/bob
                S: +OK now send PASS
                C: PASS secret word
                S: -ERR [AUTH] user name or password is wrong
                C: USER bob/ann
                S: +OK now send PASS
                C: PASS wrong
                S: -ERR [AUTH] user name or password is wrong
                C: USER bob/ann
                S: +OK now send PASS
                C: PASS other
                S: +OK maildrop locked, messages: 1
                """);
        given("to ann")
                .logins(Logins.of(new TestUsers()).authorizer(TestUsers.BOB_FOR_ANN))
                .playsOverTcp("""
                S: +OK*
                C: USER bob/ann
                S: +OK now send PASS
                C: PASS other
                S: -ERR [AUTH] user name or password is wrong
                """);
    }

    @Test
    @DisplayName("SASL-02 LOGIN asks twice, or once behind an initial response")
    void login() {
        given().logins(PLAIN_LOGIN_CRAM).plays("""
                S: +OK*
                C: AUTH LOGIN
                S: + VXNlcm5hbWU6
                C: YW5u
                S: + UGFzc3dvcmQ6
                C: d3Jvbmc=
                S: -ERR [AUTH] user name or password is wrong
                C: AUTH LOGIN YW5u
                S: + UGFzc3dvcmQ6
                C: c2VjcmV0IHdvcmQ=
                S: +OK*
                """);
    }

    @Test
    @DisplayName("R5034-08 an initial response for a mechanism whose server begins is refused")
    void initialResponseToServerFirst() {
        given().logins(PLAIN_LOGIN_CRAM).plays("""
                S: +OK*
                C: AUTH CRAM-MD5 AAAA
                S: -ERR AUTH failed: CRAM-MD5 takes no initial response
                C: AUTH CRAM-MD5
                S: + *
                C: \\*
                S: -ERR AUTH failed: cancelled
                C: AUTH PLAIN AGFubgBzZWNyZXQgd29yZA==
                S: +OK*
                """);
    }

    @Test
    @DisplayName("R5034-14 R2595-09 without TLS, and passwords refused, PLAIN is neither announced nor taken")
    void plainNeedsTls() {
        given().with(b -> b.plaintextLogin(PlaintextLogin.REFUSED)).playsOverTcp("""
                S: +OK*
                C: AUTH
                S: -ERR no SASL mechanism is offered here
                C: AUTH PLAIN AGFubgBzZWNyZXQgd29yZA==
                S: -ERR this SASL mechanism is offered under TLS only
                C: AUTH PLAIN AGFubgB3cm9uZw==
                S: -ERR this SASL mechanism is offered under TLS only
                C: STLS
                S: +OK begin TLS
                TLS
                C: AUTH
                S: +OK mechanisms follow
                S: PLAIN
                S: .
                C: AUTH PLAIN AGFubgBzZWNyZXQgd29yZA==
                S: +OK*
                """);
    }

    @Test
    @DisplayName("R1939-29 without USER and PASS they are refused and vanish from CAPA")
    void withoutUserAndPass() {
        given().logins(Logins.of(new TestUsers()).commands(List.of()).mechanisms(Set.of(SaslMechanism.PLAIN)))
                .playsOverTcp("""
                        S: +OK*
                        C: CAPA
                        S: +OK*
                        S: TOP
                        S: UIDL
                        S: RESP-CODES
                        S: AUTH-RESP-CODE
                        S: PIPELINING
                        S: SASL PLAIN
                        S: STLS
                        S: .
                        C: USER ann
                        S: -ERR USER and PASS are not offered here
                        C: PASS secret word
                        S: -ERR USER and PASS are not offered here
                        C: AUTH PLAIN AGFubgBzZWNyZXQgd29yZA==
                        S: +OK*
                        """);
    }

    @Test
    @DisplayName("R5034-10 a continuation of 16,384 octets is read, a longer one ends the exchange")
    void longContinuation() {
        String fits = "A".repeat(16_380);
        given().playsOverTcp(
                        "S: +OK*\nC: AUTH PLAIN\nS: +\\x20\nC: " + fits + "\nS: -ERR *\nC: AUTH PLAIN\nS: +\\x20\nC: "
                                + fits + "AAAA\nS: -ERR expected a line of at most 16384 octets\n"
                                + "C: AUTH PLAIN AGFubgBzZWNyZXQgd29yZA==\nS: +OK*\n");
    }

    @Test
    @DisplayName("R5034-07 an equals sign is a response of no octets")
    void emptyInitialResponse() {
        given().plays("""
                S: +OK*
                C: AUTH PLAIN =
                S: -ERR AUTH failed: expected PLAIN's two NUL octets, got 0
                """);
    }
}
