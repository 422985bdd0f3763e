package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.ServerCheck.Lane.FAILING;
import static org.pop3j.conformance.server.ServerCheck.Lane.MAILDROP;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** SASL PLAIN (RFC 4616). */
final class PlainChecks {
    private PlainChecks() {}

    static void addTo(CheckList list) {
        list.must(MAILDROP, "R4616-01", "PLAIN with name and password logs in", probe -> {
            probe.settle();
            probe.needsMechanism("PLAIN");
            Session session = probe.secured();
            session.exchangeLine("AUTH PLAIN");
            session.ok(probe.plainResponse(""));
            session.inStep();
        });
        list.must(MAILDROP, "R5034-07/initial", "PLAIN with an initial response logs in", probe -> {
            probe.settle();
            probe.needsMechanism("PLAIN");
            Session session = probe.secured();
            session.ok("AUTH PLAIN " + probe.plainResponse(""));
            session.inStep();
        });
        list.must(
                FAILING,
                "R4616-01/nuls",
                "a PLAIN message without exactly two NULs, or with nothing between them, fails",
                probe -> {
                    probe.needsMechanism("PLAIN");
                    String user = probe.target().user();
                    String password = probe.target().password();
                    refused(probe, user + "\0" + password);
                    refused(probe, "\0" + user + "\0" + password + "\0");
                    refused(probe, "\0\0" + password);
                });
        list.must(FAILING, "R4616-01/utf8", "a PLAIN message that is no UTF-8 fails", probe -> {
            probe.needsMechanism("PLAIN");
            refusedOctets(probe, ("\0" + probe.target().user() + "\u00ff\0x").getBytes(StandardCharsets.ISO_8859_1));
        });
        list.must(FAILING, "R4616-02", "nobody acts for another without permission", probe -> {
            probe.needsMechanism("PLAIN");
            refused(
                    probe,
                    "somebody-else\0" + probe.target().user() + "\0"
                            + probe.target().password());
        });
    }

    private static void refused(Probe probe, String message) throws IOException {
        refusedOctets(probe, message.getBytes(StandardCharsets.UTF_8));
    }

    private static void refusedOctets(Probe probe, byte[] message) throws IOException {
        String response = Base64.getEncoder().encodeToString(message);
        probe.conversation().mask(response);
        try (Session session = probe.elsewhere()) {
            session.exchangeLine("AUTH PLAIN");
            session.refused(response);
        }
    }
}
