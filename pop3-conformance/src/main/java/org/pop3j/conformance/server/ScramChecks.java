package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.ServerCheck.Lane.FAILING;
import static org.pop3j.conformance.server.ServerCheck.Lane.MAILDROP;

import java.io.IOException;
import org.pop3j.conformance.check.Unmet;

/** SCRAM-SHA-256 (RFC 5802, RFC 7677). */
final class ScramChecks {
    private static final int FEWEST_ITERATIONS = 4096;
    /** {@code n,,} in base64. */
    private static final String NO_BINDING = "biws";

    private ScramChecks() {}

    static void addTo(CheckList list) {
        list.must(
                MAILDROP,
                "R5802-01 R5034-13",
                "SCRAM-SHA-256 logs in; the server's signature comes as a challenge and is right",
                probe -> {
                    probe.settle();
                    Scram scram = begun(probe, probe.target().user());
                    String last = scram.proof(scram.attribute('r'), NO_BINDING);
                    if (!last.startsWith("+ ") || !scram.isSigned(last, NO_BINDING)) {
                        throw new Unmet(
                                "a challenge with the server's signature",
                                probe.conversation().escape(last));
                    }
                    scram.finish();
                });
        list.must(
                FAILING,
                "R5802-02",
                "the server's nonce goes on from the client's, and another one in the proof fails",
                probe -> {
                    Scram scram = begun(probe, probe.target().user());
                    if (!scram.serverNonceIsLonger()) {
                        throw new Unmet("a nonce that begins with the client's and is longer", scram.attribute('r'));
                    }
                    requireRefused(probe, scram.proof(scram.attribute('r') + "x", NO_BINDING));
                });
        list.must(MAILDROP, "R5802-04", "the count is " + FEWEST_ITERATIONS + " or more", probe -> {
            String count = begun(probe, probe.target().user()).attribute('i');
            if (!count.matches("[0-9]{1,9}") || Integer.parseInt(count) < FEWEST_ITERATIONS) {
                throw new Unmet("i=" + FEWEST_ITERATIONS + " or more", "i=" + count);
            }
        });
        list.should(FAILING, "R5802-05", "an unknown name gets a salt too, the same each time", probe -> {
            String first = begun(probe, "nobody-at-all").attribute('s');
            String second = begun(probe, "nobody-at-all").attribute('s');
            if (!first.equals(second)) {
                throw new Unmet("the same salt for the same unknown name", "another");
            }
        });
        list.must(FAILING, "R5802-06", "a channel binding that was not agreed on fails", probe -> {
            Scram scram = begun(probe, probe.target().user());
            requireRefused(probe, scram.proof(scram.attribute('r'), "eSws"));
        });
    }

    private static Scram begun(Probe probe, String user) throws IOException {
        probe.needsMechanism("SCRAM-SHA-256");
        return new Scram(probe.secured(), user, probe.target().password()).begin("n");
    }

    private static void requireRefused(Probe probe, String line) {
        if (!line.startsWith("-ERR")) {
            throw new Unmet("-ERR", probe.conversation().escape(line));
        }
    }
}
