package org.pop3j.conformance.client;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.pop3j.conformance.check.Unmet;
import org.pop3j.conformance.fake.FakeSession;
import org.pop3j.conformance.fake.Said;
import org.pop3j.conformance.fake.Said.Then;
import org.pop3j.conformance.fake.Twist;

/** SCRAM-SHA-256 (RFC 5802, RFC 7677): the client has to check the server as well. */
final class ScramScenarios {
    private ScramScenarios() {}

    static List<Scenario> all() {
        ScenarioList list = new ScenarioList(Told.SASL_SCRAM);
        list.must(
                "R5802-01 R5034-13",
                "the exchange has its form, and the server's last message is answered by an empty line",
                () -> Twist.NONE,
                outcome -> {
                    SaslScenarios.requireAuth(outcome);
                    outcome.succeeded();
                });
        list.must(
                "R5802-03 S-22",
                "a server that cannot prove itself is refused, though it says +OK",
                saying(text -> text.replaceFirst("^v=.*", "v=" + "A".repeat(43) + "="), "v="),
                ScramScenarios::requireRefused);
        list.must(
                "R5802-03/missing",
                "+OK without the server's proof is no success",
                ScramScenarios::withoutProof,
                ScramScenarios::requireRefused);
        list.must(
                "R5802-02",
                "a nonce that does not begin with the client's is refused",
                saying(text -> text.replaceFirst("^r=[^,]{4}", "r=0000"), "r="),
                ScramScenarios::requireNoProof);
        list.must(
                "R5802-02/extension",
                "a mandatory extension that nobody knows is refused",
                saying(text -> "m=new," + text, "r="),
                ScramScenarios::requireNoProof);
        list.should(
                "R5802-04",
                "fewer than 4096 iterations are refused: they would make the password easy to guess",
                saying(text -> text.replaceFirst("i=[0-9]+", "i=1"), "r="),
                ScramScenarios::requireNoProof);
        list.should(
                "R5802-04/many",
                "so many iterations that they take for ever are refused",
                saying(text -> text.replaceFirst("i=[0-9]+", "i=2147483647"), "r="),
                outcome -> {
                    outcome.ended();
                    requireNoProof(outcome);
                });
        return list.scenarios();
    }

    private static void requireRefused(Outcome outcome) {
        outcome.needs("AUTH").withoutWork().failed();
    }

    /** What follows the server's first message may be a cancellation, or the end. */
    private static void requireNoProof(Outcome outcome) {
        for (Seen.Said said : outcome.needs("AUTH").commands()) {
            if (said.isResponse() && decoded(said.line()).startsWith("c=")) {
                throw new Unmet("* alone", "a proof");
            }
        }
        outcome.failed();
    }

    /** Changes a message of the server that begins so. */
    private static Supplier<Twist> saying(UnaryOperator<String> change, String beginning) {
        return () -> new Twist() {
            @Override
            public Said rewrite(FakeSession session, String line, Said right) {
                String message = message(right);
                return message.startsWith(beginning)
                        ? Said.line("+ "
                                + Base64.getEncoder()
                                        .encodeToString(change.apply(message).getBytes(StandardCharsets.ISO_8859_1)))
                        : right;
            }
        };
    }

    private static Twist withoutProof() {
        return new Twist() {
            @Override
            public Said rewrite(FakeSession session, String line, Said right) {
                return message(right).startsWith("v=") ? new Said("+OK logged in\r\n", Then.GO_ON) : right;
            }
        };
    }

    /** The message of a challenge; empty if the answer is none. */
    private static String message(Said said) {
        return said.octets().startsWith("+ ")
                ? decoded(said.octets().substring(2).strip())
                : "";
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException noBase64) {
            return "";
        }
    }
}
