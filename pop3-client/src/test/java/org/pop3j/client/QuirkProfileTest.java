package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.pop3j.client.OddServerTest.assertBroken;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.codec.DropListing;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.UniqueId;
import org.pop3j.codec.UniqueIdListing;
import org.pop3j.conformance.Dialogue;

/** What known servers do wrong, each as its transcript: taken with the profile of that name, an error without. */
class QuirkProfileTest {
    private static final MessageNumber ONE = new MessageNumber(1);

    private static void play(QuirkProfile profile, String dialogue, Wiring.Use use) throws IOException {
        Wiring.PLAIN.playLoggedIn(Dialogue.parse(dialogue), client -> client.quirks(profile), use);
    }

    @Test
    @DisplayName("Profiles are found by name, in either case; an unknown name is told the known ones")
    void named() {
        for (QuirkProfile profile : QuirkProfile.all()) {
            assertThat(QuirkProfile.named(profile.name().toUpperCase(java.util.Locale.ROOT)))
                    .isSameAs(profile);
        }
        assertThat(QuirkProfile.all()).contains(QuirkProfile.STANDARD, QuirkProfile.STRICT, QuirkProfile.LENIENT);
        assertThat(QuirkProfile.LENIENT.quirks()).containsExactlyInAnyOrder(Quirk.values());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> QuirkProfile.named("hotmail\r\n"))
                .withMessageContaining("standard, strict, exchange-online")
                .withMessageContaining("\"hotmail\\x0d\\x0a\"");
    }

    @Test
    @DisplayName("D-1 C0038: extra spaces in UIDL (thunderbird-android #323) need no profile")
    void spacesInUidl() throws IOException {
        play(
                QuirkProfile.STANDARD,
                "C: UIDL\nS: +OK\nS: 1   abc\nS: .",
                session -> assertThat(session.uniqueIdListings())
                        .containsExactly(new UniqueIdListing(ONE, new UniqueId("abc"))));
    }

    @Test
    @DisplayName("twisted: UIDL n without the number (twisted #9104)")
    void uidlWithoutNumber() throws IOException {
        String dialogue = "C: UIDL 1\nS: +OK 00001a1457b5a851";
        play(
                QuirkProfile.TWISTED,
                dialogue,
                session -> assertThat(session.uniqueId(ONE)).contains(new UniqueId("00001a1457b5a851")));
        play(QuirkProfile.STANDARD, dialogue, session -> assertBroken(() -> session.uniqueId(ONE)));
        play(
                QuirkProfile.TWISTED,
                "C: UIDL 1\nS: +OK 1 abc",
                session -> assertThat(session.uniqueId(ONE)).contains(new UniqueId("abc")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Subject: x\\r\\n", "Subject: x\\r\\n\\r\\n", "Subject: x\\r\\n\\r\\nbody\\r\\n", ""})
    @DisplayName("fast-pop: the header of TOP has no end (MailKit #1533): one is added, where one is missing")
    void missingHeaderEnd(String header) throws IOException {
        String octets = header.replace("\\r\\n", "\r\n");
        String expected = octets.contains("\r\n\r\n") ? octets : octets + "\r\n";
        StringBuilder dialogue = new StringBuilder("C: TOP 1 1\nS: +OK\n");
        for (String line : octets.isEmpty() ? new String[0] : octets.split("\r\n")) {
            dialogue.append("S: ").append(line).append('\n');
        }
        if (octets.endsWith("\r\n\r\n")) {
            dialogue.append("S:\n");
        }
        dialogue.append("S: .\n");
        for (QuirkProfile profile : new QuirkProfile[] {QuirkProfile.FAST_POP, QuirkProfile.STANDARD}) {
            String wanted = profile == QuirkProfile.FAST_POP ? expected : octets;
            play(profile, dialogue.toString(), session -> {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                assertThat(session.top(ONE, 1, out)).isEqualTo(wanted.length());
                assertThat(out.toString(StandardCharsets.ISO_8859_1)).isEqualTo(wanted);
            });
            play(
                    profile,
                    dialogue.toString(),
                    session -> assertThat(new String(session.top(ONE, 1).readAllBytes(), StandardCharsets.ISO_8859_1))
                            .isEqualTo(wanted));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+OK", "+OK -1 -1", "+OK 20437 -8", "+OK a b"})
    @DisplayName("broken-stat: STAT without figures (MailKit #872): LIST is counted")
    void brokenStat(String answer) throws IOException {
        String stat = "C: STAT\nS: " + answer + "\n";
        play(
                QuirkProfile.BROKEN_STAT,
                stat + "C: LIST\nS: +OK\nS: 1 100\nS: 2 20\nS: .",
                session -> assertThat(session.dropListing()).isEqualTo(new DropListing(2, 120)));
        play(QuirkProfile.STANDARD, stat, session -> assertBroken(session::dropListing));
        play(
                QuirkProfile.BROKEN_STAT,
                "C: STAT\nS: +OK 3 30",
                session -> assertThat(session.dropListing()).isEqualTo(new DropListing(3, 30)));
    }

    @Test
    @DisplayName("exchange-online: a quota told by -ERR without a code (MailKit #1320) means later, and only with the"
            + " profile")
    void quota() throws IOException {
        String dialogue = """
                C: RETR 1
                S: -ERR Exceeded the retrieval limit. Try again later
                C: RETR 1
                S: -ERR [SYS/PERM] quota exceeded
                C: RETR 1
                S: -ERR no such message
                """;
        for (QuirkProfile profile : new QuirkProfile[] {QuirkProfile.EXCHANGE_ONLINE, QuirkProfile.STANDARD}) {
            RetryAdvice first = profile == QuirkProfile.STANDARD ? RetryAdvice.UNKNOWN : RetryAdvice.LATER;
            play(profile, dialogue, session -> {
                assertAdvice(session, first);
                assertAdvice(session, RetryAdvice.OPERATOR);
                assertAdvice(session, RetryAdvice.UNKNOWN);
            });
        }
    }

    private static void assertAdvice(Pop3Session session, RetryAdvice advice) {
        assertThatExceptionOfType(Pop3RefusedException.class)
                .isThrownBy(() -> session.retrieve(ONE))
                .satisfies(e -> assertThat(e.advice()).isEqualTo(advice));
    }

    @Test
    @DisplayName(
            "bare-lf D-6: a status line that ends with a bare LF; a bare LF in a listing or a message is data still")
    void bareLf() throws IOException {
        String dialogue = """
                C: NOOP
                S: +OK fine\\n\\
                C: RETR 1
                S: +OK\\n\\
                S: a\\nb
                S: .
                C: LIST
                S: +OK 1 message
                S: 1 3
                S: .
                """;
        play(QuirkProfile.BARE_LF, dialogue, session -> {
            session.noop();
            assertThat(new String(session.retrieve(ONE).readAllBytes(), StandardCharsets.ISO_8859_1))
                    .isEqualTo("a\nb\r\n");
            assertThat(session.scanListings()).hasSize(1);
        });
    }

    @Test
    @DisplayName(
            "exchange-2003 D-4: +OK where the first, empty challenge belongs (MailKit #391); without the profile it is"
                    + " an error")
    void okAsChallenge() throws IOException {
        String begin = "S: +OK\nC: CAPA\nS: +OK\nS: SASL PLAIN\nS: .\nC: AUTH PLAIN\nS: +OK\n";
        LoginPolicy policy = LoginPolicy.only("PLAIN").withoutTls("PLAIN").withoutInitialResponse();
        Wiring.PLAIN.play(
                Dialogue.parse(begin + "C: AHUAcA==\nS: +OK\nC: NOOP\nS: +OK"),
                client -> client.quirks(QuirkProfile.EXCHANGE_2003),
                session -> {
                    session.logIn(Credentials.password("u", "p"), policy);
                    session.noop();
                });
        Wiring.PLAIN.play(
                Dialogue.parse(begin + "C: <EOF>"),
                session -> assertBroken(() -> session.logIn(Credentials.password("u", "p"), policy)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"+ok", "+", "+FINE", "-err no", "ERR", "*", ""})
    @DisplayName("strict D-3: a status word other than +OK and -ERR ends the session")
    void strict(String line) throws IOException {
        String dialogue = "C: NOOP\nS: " + line.replace("*", "\\*");
        play(QuirkProfile.STRICT, dialogue, session -> {
            assertBroken(session::noop);
            assertThat(session.isOpen()).isFalse();
        });
    }

    @Test
    @DisplayName("strict D-3: what RFC 1939 allows goes on")
    void strictIsNoStricterThanTheRfc() throws IOException {
        play(QuirkProfile.STRICT, "C: NOOP\nS: +OK\nC: NOOP\nS: -ERR [X] no\nC: NOOP\nS: +OK x", session -> {
            session.noop();
            assertThatExceptionOfType(Pop3RefusedException.class).isThrownBy(session::noop);
            session.noop();
        });
    }
}
