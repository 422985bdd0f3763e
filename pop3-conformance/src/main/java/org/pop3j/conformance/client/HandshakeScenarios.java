package org.pop3j.conformance.client;

import java.util.List;
import java.util.function.Supplier;
import org.pop3j.conformance.client.Scenario.Identity;
import org.pop3j.conformance.fake.Twist;

/** The handshake of TLS, be it by STLS or from the start (RFC 2595 section 2.4, RFC 8314). */
final class HandshakeScenarios {
    private HandshakeScenarios() {}

    static List<Scenario> all() {
        ScenarioList start = new ScenarioList(Told.TLS);
        start.must(
                "R8314-01",
                "the handshake comes first, then the greeting; inside TLS the client does its work",
                () -> Twist.NONE,
                outcome -> outcome.secured().succeeded().delivered());
        ScenarioList any = new ScenarioList(Told.ANY_TLS);
        any.hangs(
                "S-04",
                "a handshake that is never answered is given up",
                handshake(Twist.Handshake.SILENT),
                outcome -> outcome.withoutClear().gaveUp());
        any.must(
                "S-03/text R2595-08",
                "text in place of a handshake does not make a client go on without TLS",
                handshake(Twist.Handshake.TEXT),
                outcome -> outcome.withoutClear().failed());
        any.shows(
                Identity.STRANGER,
                "S-19 R8314-07 R5034-14",
                "a certificate that nobody vouches for is refused, and nobody logs in",
                outcome -> outcome.withoutClear().refusedTls().failed());
        any.shows(
                Identity.OTHER_NAME,
                "R2595-10",
                "a certificate of another host is refused, and nobody logs in",
                outcome -> outcome.withoutClear().refusedTls().failed());
        return ScenarioList.all(start, any);
    }

    private static Supplier<Twist> handshake(Twist.Handshake handshake) {
        return () -> new Twist() {
            @Override
            public Handshake handshake() {
                return handshake;
            }
        };
    }
}
