package org.pop3j.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OutlookVerdictTest {
    private static Report report(Side side, String check, Verdict verdict) {
        Check about = new Check(
                check,
                List.of(check.replaceFirst("/.*", "")),
                side,
                Check.Level.MUST,
                Check.Effect.NONE,
                "what has to happen");
        Finding finding = new Finding(about, verdict, "one", "another", List.of(), Duration.ZERO);
        return new Report("a server", side, Instant.EPOCH, Duration.ZERO, List.of(finding));
    }

    private static OutlookVerdict of(String check, Verdict verdict) {
        return OutlookVerdict.of(report(Side.SERVER, check, verdict));
    }

    @Test
    @DisplayName("what Outlook waits for hinders it, a SHOULD of it and what was not tested do not")
    void needed() {
        assertThat(of("C0006", Verdict.FAILED).words())
                .isEqualTo("Outlook can use this server: no, because C0006: expected one, got another");
        assertThat(of("C0006", Verdict.WARNED).isUsable()).isTrue();
        assertThat(of("C0006", Verdict.WARNED).reservations()).containsExactly("C0006: expected one, got another");
        assertThat(of("C0006", Verdict.NOT_TESTED).reservations()).containsExactly("not tested: C0006");
        assertThat(of("C0006", Verdict.PASSED).words()).isEqualTo("Outlook can use this server: yes");
    }

    @Test
    @DisplayName("what goes wrong with messages that hardly exist, and what only troubles it, is a reservation")
    void reservations() {
        for (String check : List.of("R1939-05/first", "R1939-06/end", "S-11", "C0021", "C0041")) {
            assertThat(of(check, Verdict.FAILED).isUsable()).as(check).isTrue();
            assertThat(of(check, Verdict.FAILED).reservations()).as(check).hasSize(1);
        }
        assertThat(of("OXP-01/session", Verdict.FAILED).isUsable()).isFalse();
        assertThat(of("R2449-03", Verdict.FAILED).reservations()).isEmpty();
    }

    @Test
    @DisplayName("what Outlook never sends, or reads more kindly than RFC 1939, says nothing about it")
    void neverSent() {
        for (String check : List.of("C0004", "C0014", "C0031", "C0047", "V0001", "V0003", "V0006", "R1939-04/all")) {
            assertThat(of(check, Verdict.FAILED)).as(check).isEqualTo(new OutlookVerdict(List.of(), List.of()));
        }
    }

    @Test
    @DisplayName("it counts only what there is")
    void checksExist() {
        assertThat(ServerKit.checks().stream().map(Check::name)).containsAll(OutlookVerdict.checks());
    }

    @Test
    @DisplayName("a client is nothing that Outlook could use")
    void clients() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutlookVerdict.of(report(Side.CLIENT, "C0006", Verdict.FAILED)));
    }
}
