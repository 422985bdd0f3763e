package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.codec.MessageNumber;
import org.pop3j.codec.ReceivedReply;

/** Rules of one method each, as tables. */
class RulesTest {
    private static ReceivedReply reply(String line) {
        return ReceivedReply.parse(line);
    }

    @ParameterizedTest
    @CsvSource({
        "-ERR [IN-USE] x,       LATER,           LATER",
        "-ERR [LOGIN-DELAY] x,  LATER,           LATER",
        "-ERR [SYS/TEMP] x,     LATER,           LATER",
        "-ERR [AUTH] quota,     NEW_CREDENTIALS, NEW_CREDENTIALS",
        "-ERR [SYS/PERM] quota, OPERATOR,        OPERATOR",
        "-ERR [X-OTHER] quota,  UNKNOWN,         UNKNOWN",
        "-ERR no,               UNKNOWN,         UNKNOWN",
        "-ERR too many logins,  UNKNOWN,         LATER",
        "-ERR Quota exceeded,   UNKNOWN,         LATER",
    })
    @DisplayName(
            "R2449-14 R3206-03: what a code says about trying again; a text says it only by a quirk, and never against a code")
    void advice(String line, RetryAdvice usual, RetryAdvice withQuirk) {
        QuirkProfile none = QuirkProfile.of("none");
        QuirkProfile quota = QuirkProfile.of("quota", Quirk.QUOTA_AS_REFUSAL);
        assertThat(RetryAdvice.of(reply(line), none)).isEqualTo(usual);
        assertThat(RetryAdvice.of(reply(line), quota)).isEqualTo(withQuirk);
    }

    @Test
    @DisplayName("A deletion is complete if nothing was refused, missing or ambiguous")
    void deletionReport() {
        Pop3RefusedException no =
                new Pop3RefusedException(Optional.empty(), reply("-ERR no"), RetryAdvice.UNKNOWN, "no");
        assertThat(new DeletionReport<>(List.of("a"), Map.of(), List.of(), List.of()).isComplete())
                .isTrue();
        assertThat(new DeletionReport<>(List.of("a"), Map.of("b", no), List.of(), List.of()).isComplete())
                .isFalse();
        assertThat(new DeletionReport<>(List.of("a"), Map.of(), List.of("b"), List.of()).isComplete())
                .isFalse();
        assertThat(new DeletionReport<>(List.of("a"), Map.of(), List.of(), List.of("b")).isComplete())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "512, 512, 1, 1, 1, 0, 0, ''",
        "511, 512, 1, 1, 1, 0, 0, replyOctets",
        "512, 511, 1, 1, 1, 0, 0, listingOctets",
        "512, 512, 0, 1, 1, 0, 0, capabilityLines",
        "512, 512, 1, 0, 1, 0, 0, listingLines",
        "512, 512, 1, 1, 0, 0, 0, messageOctets",
        "512, 512, 1, 1, 1, -1, 0, minimumOctetsPerSecond",
        "512, 512, 1, 1, 1, 0, -1, windowOctets",
    })
    @DisplayName("S-06 D-2: limits have least values, and a refusal names which")
    void leastLimits(
            int reply,
            int listing,
            int capabilities,
            int lines,
            long message,
            long rate,
            long window,
            String tooSmall) {
        if (tooSmall.isEmpty()) {
            assertThat(new ClientLimits(reply, capabilities, listing, lines, message, rate, window).listingOctets())
                    .isEqualTo(listing);
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new ClientLimits(reply, capabilities, listing, lines, message, rate, window))
                    .withMessageStartingWith(tooSmall + " is at least ");
        }
    }

    @Test
    @DisplayName("Each limit can be set by itself")
    void limits() {
        ClientLimits few = new ClientLimits(512, 1, 513, 2, 3, 4, 5);
        assertThat(few.withListingLines(9)).isEqualTo(new ClientLimits(512, 1, 513, 9, 3, 4, 5));
        assertThat(few.withMessageOctets(9)).isEqualTo(new ClientLimits(512, 1, 513, 2, 9, 4, 5));
        assertThat(few.withMinimumOctetsPerSecond(9)).isEqualTo(new ClientLimits(512, 1, 513, 2, 3, 9, 5));
        assertThat(few.withWindowOctets(9)).isEqualTo(new ClientLimits(512, 1, 513, 2, 3, 4, 9));
    }

    @Test
    @DisplayName("D-2: each time can be set by itself")
    void times() {
        Duration[] s = IntStream.range(0, 10).mapToObj(Duration::ofSeconds).toArray(Duration[]::new);
        Optional<Duration> none = Optional.empty();
        Timeouts times = new Timeouts(s[1], s[2], s[3], s[4], s[5], s[6], s[7], none);
        assertThat(times.withConnect(s[9])).isEqualTo(new Timeouts(s[9], s[2], s[3], s[4], s[5], s[6], s[7], none));
        assertThat(times.withTlsHandshake(s[9]))
                .isEqualTo(new Timeouts(s[1], s[9], s[3], s[4], s[5], s[6], s[7], none));
        assertThat(times.withGreeting(s[9])).isEqualTo(new Timeouts(s[1], s[2], s[9], s[4], s[5], s[6], s[7], none));
        assertThat(times.withWrite(s[9])).isEqualTo(new Timeouts(s[1], s[2], s[3], s[9], s[5], s[6], s[7], none));
        assertThat(times.withRead(s[9])).isEqualTo(new Timeouts(s[1], s[2], s[3], s[4], s[9], s[6], s[7], none));
        assertThat(times.withAuthentication(s[9]))
                .isEqualTo(new Timeouts(s[1], s[2], s[3], s[4], s[5], s[9], s[7], none));
        assertThat(times.withQuit(s[9])).isEqualTo(new Timeouts(s[1], s[2], s[3], s[4], s[5], s[6], s[9], none));
        assertThat(times.withOperation(s[9]))
                .isEqualTo(new Timeouts(s[1], s[2], s[3], s[4], s[5], s[6], s[7], Optional.of(s[9])));
        assertThat(Timeouts.all(s[9])).isEqualTo(new Timeouts(s[9], s[9], s[9], s[9], s[9], s[9], s[9], none));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "\u007f", "h\r\nQUIT"})
    @DisplayName("S-17: what is no host is none")
    void noHost(String host) {
        assertThatIllegalArgumentException().isThrownBy(() -> Pop3Client.builder(host));
    }

    @Test
    @DisplayName("A port is 1 to 65535; where nothing is said it is the usual one")
    void port() {
        Pop3Client.Builder builder = Pop3Client.builder("!");
        assertThat(builder.build()).hasToString("Pop3Client[!:995 TLS]");
        assertThat(builder.port(1).build()).hasToString("Pop3Client[!:1 TLS]");
        assertThat(builder.port(65_535).build()).hasToString("Pop3Client[!:65535 TLS]");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.port(0));
        assertThatIllegalArgumentException().isThrownBy(() -> builder.port(65_536));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, Long.MAX_VALUE - 5})
    @DisplayName(
            "D-2: the earlier of two deadlines, also where the clock runs over; one that does not bind is never earlier")
    void deadlines(long now) {
        Deadline soon = Deadline.in(Duration.ofNanos(10), Deadline.What.LINE, now);
        Deadline late = Deadline.in(Duration.ofNanos(30), Deadline.What.OPERATION, now);
        assertThat(soon.orBefore(late)).isSameAs(soon);
        assertThat(late.orBefore(soon)).isSameAs(soon);
        assertThat(soon.orBefore(Deadline.NEVER)).isSameAs(soon);
        assertThat(Deadline.NEVER.orBefore(soon)).isSameAs(soon);
        assertThat(soon.left(Duration.ofNanos(20), now)).isEqualTo(Duration.ofNanos(10));
        assertThat(late.left(Duration.ofNanos(20), now)).isEqualTo(Duration.ofNanos(20));
        assertThat(soon.left(Duration.ofNanos(20), now + 15)).isEqualTo(Duration.ofNanos(-5));
        assertThat(Deadline.NEVER.left(Duration.ofNanos(20), now)).isEqualTo(Duration.ofNanos(20));
        assertThat(soon.isOver(now + 9)).isFalse();
        assertThat(soon.isOver(now + 10)).isTrue();
        assertThat(Deadline.NEVER.isOver(now)).isFalse();
    }

    @Test
    @DisplayName("A deadline that is missed is told with its time")
    void missed() {
        assertThat(Deadline.in(Duration.ofMillis(1500), Deadline.What.LINE, 0).missed())
                .isEqualTo("expected a whole line within 1500 ms");
        assertThat(Deadline.in(Duration.ofMinutes(2), Deadline.What.OPERATION, 0)
                        .missed())
                .isEqualTo("expected the operation to end within 120 s, it did not");
    }

    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "1000000,1", "1000001,2", "2000000,2"})
    @DisplayName(
            "D-2: a wait in whole milliseconds is never shorter than asked for, and never 0, which would be for ever")
    void milliseconds(long nanos, int expected) {
        assertThat(Waits.milliseconds(Duration.ofNanos(nanos))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 1",
        "~, 0",
        "~~x, 0",
        "a: b, 2",
        "a: b^, 2",
        "a: b~, 1",
        "a: b^~, 1",
        "a: b~^, 2",
        "a~^~b, 2",
        "a: b~~, 0",
        "a: b~~x, 0",
    })
    @DisplayName(
            "What ends a header that a server left open: nothing, an empty line, or a line end too; however it comes")
    void headerEnd(String header, int lineEndsMissing) {
        byte[] octets = header.replace("~", "\r\n").replace("^", "\r").getBytes(StandardCharsets.US_ASCII);
        HeaderEnd whole = HeaderEnd.watched();
        whole.feed(octets, 0, octets.length);
        HeaderEnd oneByOne = HeaderEnd.watched();
        for (int i = 0; i < octets.length; i++) {
            oneByOne.feed(octets, i, 1);
        }
        assertThat(whole.missing()).asString().isEqualTo("\r\n".repeat(lineEndsMissing));
        assertThat(oneByOne.missing()).isEqualTo(whole.missing());
    }

    @Test
    @DisplayName(
            "S-26: a login's record says what was tried unless it was USER only, and what is offered; peer's text escaped")
    void loginRecord() {
        assertThat(new LoginRecord(List.of(), List.of("USER"), true).sentence()).isEmpty();
        assertThat(new LoginRecord(List.of(), List.of(), true).sentence()).isEmpty();
        assertThat(new LoginRecord(List.of(), List.of("PLAIN", "USER"), true).sentence())
                .isEqualTo("; tried PLAIN USER");
        assertThat(new LoginRecord(List.of("X\u0007", "PLAIN"), List.of("USER"), true).sentence())
                .startsWith("; the server offers the SASL mechanisms X")
                .endsWith(" PLAIN")
                .doesNotContain("\u0007");
    }

    @Test
    @DisplayName(
            "C0041: names that no message has are missing, those of several are ambiguous, and skipped where that matters")
    void located() {
        MessageNumber one = new MessageNumber(1);
        MessageNumber two = new MessageNumber(2);
        MessageNumber three = new MessageNumber(3);
        Located<String> located =
                Located.of(Map.of("one", List.of(one), "none", List.of(), "both", List.of(two, three)));
        assertThat(located.missing()).containsExactly("none");
        assertThat(located.ambiguous()).containsExactly("both");
        assertThat(located.unambiguous()).containsExactly(new Located.Item<>(one, "one"));
        assertThat(located.items()).extracting(Located.Item::number).containsExactlyInAnyOrder(one, two, three);
    }

    @Test
    @DisplayName("A transcript keeps the newest lines; it has room for one at least")
    void transcript() {
        Transcript transcript = new Transcript(1);
        transcript.sent("NOOP");
        transcript.received("+OK");
        assertThat(transcript).hasToString("S: +OK\n");
        assertThatIllegalArgumentException().isThrownBy(() -> new Transcript(0));
    }

    @Test
    @DisplayName("R8314-03: the usual ports")
    void ports() {
        assertThat(TlsMode.TLS.usualPort()).isEqualTo(995);
        assertThat(TlsMode.STLS_REQUIRED.usualPort()).isEqualTo(110);
    }

    @Test
    @DisplayName("One line of a summary: accounts, messages, failures, seconds")
    void pollSummary() {
        assertThat(new PollSummary(Instant.EPOCH, Duration.ofMillis(12_340), Map.of()))
                .hasToString("0 accounts, 0 messages taken, 0 failures, 12.34 s");
    }
}
