package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.pop3j.client.OddServerTest.assertBroken;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pop3j.client.Pop3BrokenException.Deletions;
import org.pop3j.codec.Keyword;
import org.pop3j.codec.MessageNumber;

/** The end of a session, and what it says about deletions. */
class QuitTest {
    private static final MessageNumber ONE = new MessageNumber(1);

    static List<Wiring> wirings() {
        return Wiring.all();
    }

    @ParameterizedTest
    @MethodSource("wirings")
    @DisplayName("R1939-28: the answer to QUIT is lost: unknown, and it is said")
    void lostAnswer(Wiring wiring) throws IOException {
        for (String end : List.of("S: <EOF>", "S: +O\\\nS: <EOF>", "S: <RESET>")) {
            wiring.playLoggedIn("C: DELE 1\nS: +OK\nC: QUIT\n" + end, session -> {
                session.delete(ONE);
                assertThatExceptionOfType(Pop3BrokenException.class)
                        .isThrownBy(session::quit)
                        .withMessageContaining("whether the deletions of this session are committed is unknown")
                        .satisfies(e -> assertThat(e.deletions()).isEqualTo(Deletions.UNKNOWN));
                assertThat(session.isOpen()).isFalse();
            });
        }
    }

    @ParameterizedTest
    @MethodSource("wirings")
    @DisplayName("R1939-26: -ERR to QUIT is told, the session is closed")
    void refused(Wiring wiring) throws IOException {
        assertRefused(wiring, "S: -ERR [SYS/TEMP] some left");
    }

    /** In one segment, because the client hangs up after the first answer and a later piece would find nobody. */
    @Test
    @DisplayName("R1939-26: a second answer to QUIT is of no interest")
    void refusedAndAnswered() throws IOException {
        for (Wiring wiring : List.of(Wiring.PLAIN, Wiring.TLS)) {
            assertRefused(wiring, "S: -ERR [SYS/TEMP] some left\nS: +OK");
        }
    }

    private static void assertRefused(Wiring wiring, String answers) throws IOException {
        wiring.playLoggedIn("C: QUIT\n" + answers + "\nS: <EOF>", session -> {
            assertThatExceptionOfType(Pop3RefusedException.class)
                    .isThrownBy(session::quit)
                    .satisfies(e -> assertThat(e.keyword()).contains(Keyword.QUIT))
                    .satisfies(e -> assertThat(e.text()).isEqualTo("some left"));
            assertThat(session.isOpen()).isFalse();
        });
    }

    @Test
    @DisplayName("R1939-46: after a desync there is no QUIT any more")
    void noQuitAfterDesync() throws IOException {
        Wiring.PLAIN.playLoggedIn("C: DELE 1\nS: +OK\nC: NOOP\nS: +OK\nS: +OK", session -> {
            session.delete(ONE);
            assertBroken(session::noop);
            assertBroken(session::quit);
        });
        Wiring.PLAIN.playLoggedIn("C: DELE 1\nS: +OK\nC: STAT\nS: +OK x", session -> {
            session.delete(ONE);
            assertBroken(session::dropListing);
            assertBroken(session::quit);
        });
    }

    @Test
    @DisplayName("C0012: QUIT before the login commits nothing, answered or not")
    void beforeTheLogin() throws IOException {
        Wiring.PLAIN.play("S: +OK\nC: QUIT\nS: +OK\nS: <EOF>", Pop3Session::quit);
        Wiring.PLAIN.play("S: +OK\nC: QUIT\nS: <EOF>", session -> assertBroken(session::quit));
    }

    @ParameterizedTest
    @MethodSource("wirings")
    @DisplayName("R1939-27: closing without quit sends no QUIT")
    void closeSendsNothing(Wiring wiring) throws IOException {
        wiring.playLoggedIn("C: DELE 1\nS: +OK", session -> session.delete(ONE));
    }
}
