package org.pop3j.examples.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pop3j.sasl.SaslMechanism;
import org.pop3j.server.LoginCommand;

/** What each program has of mechanisms; Debian's curl is built without SCRAM. */
@Tag("any-jdk")
@Tag("peer")
@DisplayName("Logging in to our server, which takes one way only, over TLS:")
class LoginPeersTest {
    private static final List<String> CURL = List.of(
            "USER", "APOP", "PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "NTLM", "OAUTHBEARER", "XOAUTH2", "EXTERNAL");

    private static final List<String> MPOP = List.of(
            "USER",
            "APOP",
            "PLAIN",
            "LOGIN",
            "CRAM-MD5",
            "DIGEST-MD5",
            "SCRAM-SHA-1",
            "SCRAM-SHA-256",
            "OAUTHBEARER",
            "XOAUTH2",
            "EXTERNAL");

    private static final List<String> FETCHMAIL = List.of("USER", "APOP", "CRAM-MD5");

    private static final List<String> GSASL =
            List.of("PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "SCRAM-SHA-1", "SCRAM-SHA-256");

    static Stream<Arguments> runs() {
        return Stream.of(LoggingIn.values())
                .flatMap(program ->
                        ways(program).stream().map(way -> Arguments.argumentSet(program + " by " + way, program, way)));
    }

    private static List<String> ways(LoggingIn program) {
        return switch (program) {
            case CURL -> CURL;
            case CURL_WITH_INITIAL_RESPONSE -> List.of("PLAIN", "LOGIN", "OAUTHBEARER", "XOAUTH2", "EXTERNAL");
            case MPOP -> MPOP;
            case FETCHMAIL -> FETCHMAIL;
            case GSASL -> GSASL;
        };
    }

    @ParameterizedTest
    @MethodSource("runs")
    @DisplayName("C0009 R5034-04 the message arrives")
    void logsIn(LoggingIn program, String way, @TempDir Path work) throws Exception {
        Optional<SaslMechanism> mechanism = SaslMechanism.named(way);
        LoginCommand command = way.equals("APOP") ? LoginCommand.APOP : LoginCommand.USER_PASS;
        try (LoginSite site =
                mechanism.isPresent() ? LoginSite.by(mechanism.orElseThrow(), work) : LoginSite.by(command, work)) {
            assertThat(program.logIn(site, way, work)).contains("Subject: you are in");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = LoggingIn.class,
            names = {"MPOP", "FETCHMAIL", "GSASL"})
    @DisplayName("OXP-05 programs that speak NTLM version 1 are refused")
    void ntlmVersion1(LoggingIn program, @TempDir Path work) throws Exception {
        try (LoginSite site = LoginSite.by(SaslMechanism.NTLM, work)) {
            assertThat(said(program, site, work))
                    .doesNotContain("Subject: you are in")
                    .containsPattern("password is wrong|authentication failed|Authorization failure");
        }
    }

    /** What the program got, or how it failed. */
    private static String said(LoggingIn program, LoginSite site, Path work) throws Exception {
        try {
            return program.logIn(site, "NTLM", work);
        } catch (AssertionError refused) {
            return refused.toString();
        }
    }
}
