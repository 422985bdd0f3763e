package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.ServerCheck.Lane.MAILDROP;
import static org.pop3j.conformance.server.ServerCheck.Lane.OPEN;

import java.io.IOException;
import java.util.Locale;
import org.pop3j.conformance.TlsMode;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;

/** STLS (RFC 2595 section 4). */
final class StlsChecks {
    private StlsChecks() {}

    static void addTo(CheckList list) {
        list.must(OPEN, "R2595-01 D-8", "STLS with an argument is refused", probe -> {
            Session session = probe.beforeStls();
            session.refused("STLS x");
            session.ok("QUIT");
        });
        list.must(MAILDROP, "R2595-01/state", "STLS is refused in TRANSACTION", probe -> {
            Session session = probe.logIn();
            session.refused("STLS");
            session.inStep();
        });
        list.must(OPEN, "R2595-02", "STLS is not announced under TLS", probe -> {
            Session session = underTls(probe);
            if (session.listing("CAPA").stream().anyMatch(line -> line.equalsIgnoreCase("STLS"))) {
                throw new Unmet("no STLS in CAPA under TLS", "STLS");
            }
        });
        list.must(
                OPEN,
                "R2595-03",
                "STLS is refused under TLS",
                probe -> underTls(probe).refused("STLS"));
        list.must(OPEN, "R2595-04", "after the handshake of STLS the server is silent, in AUTHORIZATION", probe -> {
            Session session = probe.beforeStls();
            session.ok("STLS");
            session.startTls();
            session.silent("the handshake");
            session.refused("STAT");
        });
        list.must(OPEN, "R2595-05 S-01", "octets sent behind STLS are not run inside TLS", StlsChecks::injection);
        list.must(MAILDROP, "S-31", "a name given before STLS is forgotten by it", probe -> {
            probe.settle();
            Session session = probe.beforeStls();
            if (!session.send("USER " + Probe.octets(probe.target().user())).isPositive()) {
                throw Skipped.notApplicable("the server takes no USER without TLS");
            }
            session.ok("STLS");
            session.startTls();
            session.refused("PASS " + Probe.octets(probe.target().password()));
        });
        list.should(
                OPEN,
                "R2595-09 R5034-14 S-20 R8314-05",
                "without TLS no password is taken, and none is announced",
                StlsChecks::withoutTls);
    }

    private static Session underTls(Probe probe) throws IOException {
        if (probe.target().tlsMode() == TlsMode.FROM_THE_START) {
            return probe.secured();
        }
        Session session = probe.beforeStls();
        session.ok("STLS");
        session.startTls();
        return session;
    }

    private static void injection(Probe probe) throws IOException {
        Session session = probe.beforeStls();
        session.raw("STLS\r\nCAPA\r\n");
        Answer answer = session.answer();
        if (!answer.isPositive()) {
            throw session.unmet("+OK to STLS", answer);
        }
        try {
            session.startTls();
        } catch (IOException refused) {
            return;
        }
        if (session.saysBeforeEnd()) {
            throw new Unmet("no answer to what was sent before the handshake, or the end", "an answer inside TLS");
        }
    }

    private static void withoutTls(Probe probe) throws IOException {
        if (probe.target().tlsMode() == TlsMode.FROM_THE_START) {
            throw Skipped.notApplicable("TLS from the start");
        }
        Session session = probe.greeted();
        boolean announced = session.send("CAPA").isPositive()
                && session.listed().stream()
                        .map(line -> line.toUpperCase(Locale.ROOT))
                        .anyMatch(line -> line.equals("USER") || line.matches("SASL .*\\b(PLAIN|LOGIN)\\b.*"));
        Answer user = session.send("USER " + Probe.octets(probe.target().user()));
        if (user.isPositive() || announced) {
            throw new Unmet("-ERR to USER, and neither USER nor SASL PLAIN in CAPA", "passwords without TLS");
        }
    }
}
