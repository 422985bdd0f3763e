package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.ServerCheck.Lane.OPEN;

import java.io.IOException;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;

/** How long a line may be (RFC 1939 section 3, RFC 2449 section 4). */
final class LineChecks {
    private static final int ARGUMENT = 40;
    private static final int LONGEST_ALLOWED = 255;
    /** Well below any limit of a line, and longer than many a name may be. */
    private static final int LONG_NAME = 100;

    private static final int FAR_TOO_LONG = 70_000;
    private static final int ENDLESS = 4 << 20;

    private LineChecks() {}

    static void addTo(CheckList list) {
        list.must(
                OPEN,
                "R1939-03",
                "an argument of " + ARGUMENT + " characters is taken like a short one",
                probe -> likeShort(probe, "n".repeat(ARGUMENT)));
        list.must(OPEN, "R2449-04", "where there is CAPA, a command of 255 octets is taken like a short one", probe -> {
            probe.needsCapa();
            if (takesLongNames(probe)) {
                likeShort(probe, "n".repeat(LONGEST_ALLOWED - "USER \r\n".length()));
            } else {
                throw Skipped.notTested(
                        "the server refuses names of " + LONG_NAME + " characters, so its line limit does not show");
            }
        });
        list.must(OPEN, "R1939-04", "the answer to a long argument is at most 512 octets", probe -> {
            Session session = probe.secured();
            Answer answer = session.send("USER " + "n".repeat(200));
            if (answer.line().length() + 2 > 512) {
                throw session.unmet("an answer of at most 512 octets", answer);
            }
        });
        list.must(
                OPEN,
                "R2449-05 S-05",
                "a line that is far too long is refused whole: no part of it is run as a command",
                LineChecks::overlong);
        list.must(OPEN, "S-05/endless", "a line without an end does not go on for ever", probe -> {
            Session session = probe.secured();
            try {
                String piece = "A".repeat(64 * 1024);
                for (int sent = 0; sent < ENDLESS; sent += piece.length()) {
                    session.raw(piece);
                }
                session.raw("\r\nQUIT\r\n");
            } catch (IOException closedWhileWriting) {
                return;
            }
            if (!session.endsWhateverComes()) {
                throw new Unmet("-ERR and QUIT answered, or the end", "neither after " + ENDLESS + " octets");
            }
        });
    }

    private static boolean takesLongNames(Probe probe) throws IOException {
        probe.needsUserPass();
        try (Session session = probe.secured()) {
            return session.send("USER " + "n".repeat(LONG_NAME)).isPositive();
        }
    }

    private static void likeShort(Probe probe, String name) throws IOException {
        probe.needsUserPass();
        boolean taken;
        try (Session session = probe.secured()) {
            taken = session.send("USER nobody-at-all").isPositive();
        }
        Session session = probe.secured();
        Answer answer = session.send("USER " + name);
        if (answer.isPositive() != taken) {
            throw session.unmet("the answer that a short unknown name gets", answer);
        }
        session.ok("QUIT");
    }

    private static void overlong(Probe probe) throws IOException {
        Session session = probe.secured();
        try {
            session.raw("A".repeat(FAR_TOO_LONG) + "\r\nQUIT\r\n");
        } catch (IOException closedWhileWriting) {
            return;
        }
        Answer first;
        try {
            first = session.answer();
        } catch (IOException | Unmet closed) {
            requireEnd(session);
            return;
        }
        if (first.isPositive()) {
            throw session.unmet("-ERR to the long line", first);
        }
        requireEndAfterQuit(session);
    }

    private static void requireEndAfterQuit(Session session) throws IOException {
        try {
            Answer quit = session.answer();
            if (!quit.isPositive()) {
                throw session.unmet("one -ERR for the whole long line, then +OK to QUIT or the end", quit);
            }
        } catch (IOException | Unmet closedOrWrong) {
            if (closedOrWrong instanceof Unmet unmet && !unmet.came().contains("end of the connection")) {
                throw unmet;
            }
        }
        requireEnd(session);
    }

    private static void requireEnd(Session session) throws IOException {
        if (!session.endsWhateverComes()) {
            throw new Unmet("the end of the connection after QUIT", "an open connection");
        }
    }
}
