package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pop3j.client.ScramScript.encoded;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.client.AuthenticationRefusedException.Kind;
import org.pop3j.client.Pop3BrokenException.Deletions;

/** SCRAM against servers that know the password, and against those that only say so. */
@Timeout(30)
class ScramLoginTest {
    @Test
    @DisplayName("R5034-13 R5802-01: SCRAM with an initial response, the signature in a challenge, an empty line, +OK")
    void honest() throws IOException {
        try (AnsweringServer server = AnsweringServer.start(ScramScript.honest());
                Pop3Session session = server.client().build().connect()) {
            session.logIn("a", "secret");
            assertThat(server.received()).hasSize(4).element(3).isEqualTo("");
            assertThat(server.received()).noneMatch(line -> line.startsWith("AUTH PLAIN") || line.startsWith("USER"));
        }
    }

    @Test
    @DisplayName("R5802-03 S-22: a server that says +OK without its signature is not believed, and the session is gone")
    void straightOk() throws IOException {
        for (String line : List.of("+OK", "+OK [SYS/TEMP] welcome", "+ok\tin")) {
            assertUnproven(ScramScript.last(signature -> line));
        }
    }

    @Test
    @DisplayName("R5802-03 S-22: +OK straight after AUTH, before anything was proved, is no success")
    void okToEverything() throws IOException {
        assertUnproven(new SayingOk("SCRAM-SHA-256"));
    }

    /** Lets everybody in. */
    private static final class SayingOk implements AnsweringServer.Answers {
        private final String mechanism;

        SayingOk(String mechanism) {
            this.mechanism = mechanism;
        }

        @Override
        public Optional<String> to(String line) {
            return Optional.of(line.equals("CAPA") ? "+OK\r\nSASL " + mechanism + "\r\n." : "+OK");
        }
    }

    private static void assertUnproven(AnsweringServer.Answers answers) throws IOException {
        try (AnsweringServer server = AnsweringServer.start(answers);
                Pop3Session session = server.client().build().connect()) {
            assertThatExceptionOfType(Pop3BrokenException.class)
                    .isThrownBy(() -> session.logIn("a", "secret"))
                    .withMessageContaining("it may not be the server that it says it is")
                    .satisfies(e -> assertThat(e.deletions()).isEqualTo(Deletions.NOT_COMMITTED));
            assertThat(session.isOpen()).isFalse();
        }
    }

    @Test
    @DisplayName("R5802-03 SASL-01: a wrong signature is cancelled, reported, and no PLAIN and no USER follows")
    void wrongSignature() throws IOException {
        assertCancelled(ScramScript.last(line -> "+ " + encoded("v=" + encoded("wrong"))), "signature");
        assertCancelled(new ScramScript("other", "SCRAM-SHA-256 PLAIN", x -> x, x -> x), "signature");
        assertCancelled(ScramScript.last(line -> "+ " + encoded("x=1")), "");
    }

    @Test
    @DisplayName("R5802-02: a nonce that is not the client's, or not longer, is refused before the proof is sent")
    void alteredNonce() throws IOException {
        assertCancelled(ScramScript.first(text -> text.replaceFirst("r=.", "r=_")), "nonce");
        assertCancelled(ScramScript.first(text -> text.replace("more,", ",")), "nonce");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "4095", "1000001", "2000000000", "99999999999999999999", "-1", "x", "04096"})
    @DisplayName("R5802-04 S-23: iteration counts that are too easy or too dear are refused at once")
    void iterations(String count) throws IOException {
        assertCancelled(ScramScript.first(text -> text.replace("i=4096", "i=" + count)), "iteration count");
    }

    @Test
    @DisplayName("S-23 R5034-11 D-4: challenges that are no SCRAM, no base64 or end too early are cancelled with *")
    void malformed() throws IOException {
        assertCancelled(ScramScript.first(text -> "m=x," + text), "");
        assertCancelled(ScramScript.first(text -> ""), "");
        assertCancelled(ScramScript.first(text -> text.replaceFirst("s=[^,]*", "s=")), "");
        assertCancelled(ScramScript.last(line -> "+ not base64!"), "base64");
        assertCancelled(ScramScript.last(line -> "+ AAA"), "base64");
        assertCancelled(ScramScript.last(line -> "+FINE"), "");
    }

    private static void assertCancelled(AnsweringServer.Answers answers, String why) throws IOException {
        try (AnsweringServer server = AnsweringServer.start(answers);
                Pop3Session session = server.client().build().connect()) {
            assertThatExceptionOfType(AuthenticationRefusedException.class)
                    .isThrownBy(() -> session.logIn("a", "secret"))
                    .withMessageContaining(why)
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.CANCELLED))
                    .satisfies(e -> assertThat(e.tried()).containsExactly("SCRAM-SHA-256"))
                    .satisfies(e -> assertThat(e.offered()).containsExactly("SCRAM-SHA-256", "PLAIN"));
            assertThat(server.received()).endsWith("*").hasSizeBetween(3, 4);
            assertThat(session.isOpen()).isTrue();
        }
    }

    @Test
    @DisplayName("D-4 OXP-04: a challenge right behind the plus sign is one, as MS-POP3 writes it")
    void withoutSpace() throws IOException {
        try (AnsweringServer server = AnsweringServer.start(ScramScript.last(line -> line.replaceFirst("\\+ ", "+")));
                Pop3Session session = server.client().build().connect()) {
            session.logIn("a", "secret");
            assertThat(session.isOpen()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16_400, 4_000_000})
    @DisplayName("S-23: a challenge that is longer than any honest one breaks the session and is not kept")
    void hugeChallenge(int octets) throws IOException {
        try (AnsweringServer server = AnsweringServer.start(ScramScript.last(line -> "+ " + "A".repeat(octets)));
                Pop3Session session = server.client().build().connect()) {
            assertThatExceptionOfType(Pop3BrokenException.class)
                    .isThrownBy(() -> session.logIn("a", "secret"))
                    .withMessageContaining("16384 octets");
            assertThat(session.isOpen()).isFalse();
        }
    }

    @Test
    @DisplayName("S-21 R5802-06: TLS that can be bound, and a server without -PLUS: the flag is y")
    void flagWithoutPlus() throws IOException {
        assertThat(gs2Header("SCRAM-SHA-256")).isEqualTo("y,,");
    }

    @Test
    @DisplayName("R5802-06: a server with -PLUS that the policy leaves out is not told that it has none: the flag is n")
    void flagWherePlusIsUnwanted() throws IOException {
        assertThat(gs2Header("SCRAM-SHA-256 SCRAM-SHA-256-PLUS")).isEqualTo("n,,");
    }

    private static String gs2Header(String mechanisms) throws IOException {
        ScramScript script = new ScramScript("secret", mechanisms, x -> x, x -> x);
        try (AnsweringServer server = AnsweringServer.start(script);
                Pop3Session session = server.client().build().connect()) {
            session.logIn(Credentials.password("a", "secret"), LoginPolicy.only("SCRAM-SHA-256"));
            String message = ScramScript.decoded(server.received().get(1).substring("AUTH SCRAM-SHA-256 ".length()));
            return message.substring(0, message.indexOf("n=", 2));
        }
    }
}
