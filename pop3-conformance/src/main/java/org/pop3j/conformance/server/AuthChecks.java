package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.ServerCheck.Lane.FAILING;
import static org.pop3j.conformance.server.ServerCheck.Lane.MAILDROP;
import static org.pop3j.conformance.server.ServerCheck.Lane.OPEN;

import java.io.IOException;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;

/** The AUTH command, whatever the mechanism (RFC 5034). */
final class AuthChecks {
    private AuthChecks() {}

    static void addTo(CheckList list) {
        list.must(OPEN, "R5034-01", "SASL has mechanism names with single SPACEs between", probe -> {
            probe.needs("SASL");
            probe.secured().listing("CAPA");
            String names = probe.facts().parameters("SASL").orElse("");
            if (!names.matches("([A-Z0-9_-]{1,20}( [A-Z0-9_-]{1,20})*)?")) {
                throw new Unmet(
                        "names of mechanisms with single SPACEs",
                        probe.conversation().escape(names));
            }
        });
        list.must(OPEN, "R5034-04", "an unknown mechanism is refused, and the session goes on", probe -> {
            Session session = probe.secured();
            session.refused("AUTH XYZZY");
            session.ok("QUIT");
        });
        list.must(MAILDROP, "R5034-04/case", "the name of a mechanism may be in lower case", probe -> {
            probe.settle();
            probe.needsMechanism("PLAIN");
            Session session = probe.secured();
            requireLogIn(session, "auth plain", probe.plainResponse(""));
        });
        list.must(MAILDROP, "R5034-04/state", "AUTH is refused in TRANSACTION", probe -> {
            Session session = probe.logIn();
            session.refused("AUTH PLAIN");
            session.inStep();
        });
        list.must(OPEN, "R5034-05", "an empty challenge is \"+\", SPACE, CRLF", probe -> {
            probe.needsMechanism("PLAIN");
            Session session = probe.secured();
            String challenge = session.exchangeLine("AUTH PLAIN");
            if (!challenge.equals("+ \r\n")) {
                throw session.unmet("\"+ \"", challenge);
            }
        });
        list.must(OPEN, "R5034-06", "a cancelled exchange is refused, and one can log in then", probe -> {
            probe.needsMechanism("PLAIN");
            Session session = probe.secured();
            session.exchangeLine("AUTH PLAIN");
            session.refused("*");
            session.ok("QUIT");
        });
        list.must(OPEN, "R5034-07", "AUTH EXTERNAL without an initial response gets a challenge", probe -> {
            probe.needsMechanism("EXTERNAL");
            Session session = probe.secured();
            String line = session.exchangeLine("AUTH EXTERNAL");
            if (!line.startsWith("+ ")) {
                throw session.unmet("an empty challenge", line);
            }
            session.refused("*");
        });
        list.must(FAILING, "R5034-08", "an initial response is refused where the server begins", probe -> {
            probe.needsMechanism("CRAM-MD5");
            Session session = probe.secured();
            String line = session.exchangeLine("AUTH CRAM-MD5 AAAA");
            if (!line.startsWith("-ERR")) {
                throw session.unmet("-ERR", line);
            }
        });
        noBase64(list, "R5034-11 S-36", "padding at the begin", "=AAA");
        noBase64(list, "R5034-11/middle", "padding in the middle", "AAA=BBBB");
        noBase64(list, "R5034-11/short", "a group of two without padding", "QQ");
        noBase64(list, "R5034-11/space", "a SPACE", "AG E=");
        list.should(
                FAILING,
                "R5034-11/unpadded",
                "the right response is refused without its padding",
                AuthChecks::unpadded);
        list.must(MAILDROP, "R5034-10", "a response of some kilobytes is read whole", probe -> {
            probe.needsMechanism("PLAIN");
            Session session = probe.secured();
            session.exchangeLine("AUTH PLAIN");
            session.refused("A".repeat(4096));
            session.ok("QUIT");
        });
    }

    private static void requireLogIn(Session session, String command, String response) throws IOException {
        String challenge = session.exchangeLine(command);
        if (!challenge.startsWith("+ ")) {
            throw session.unmet("a challenge to \"" + command + "\"", challenge);
        }
        session.ok(response);
        session.inStep();
    }

    private static void noBase64(CheckList list, String ids, String what, String response) {
        list.must(FAILING, ids, "base64 is strict: a response with " + what + " is refused", probe -> {
            probe.needsMechanism("PLAIN");
            Session session = probe.secured();
            session.exchangeLine("AUTH PLAIN");
            session.refused(response);
        });
    }

    /** It is no base64 either, but nothing can be smuggled in by it, and RFC 5034 does not name it. */
    private static void unpadded(Probe probe) throws IOException {
        probe.needsMechanism("PLAIN");
        String right = probe.plainResponse("");
        String unpadded = right.replaceAll("=+$", "");
        if (unpadded.equals(right)) {
            throw Skipped.notTested("needs a name or password of another length: this response has no padding");
        }
        Session session = probe.secured();
        session.exchangeLine("AUTH PLAIN");
        probe.conversation().mask(unpadded);
        session.refused(unpadded);
    }
}
