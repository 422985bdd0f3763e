package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.ServerCheck.Lane.OPEN;

import java.io.IOException;
import java.util.List;

/** What may not be done before logging in, and QUIT, which may (MS-STANOPOP3 2.2.2, 2.2.3). */
final class BeforeLoginChecks {
    private static final List<String> TRANSACTION_COMMANDS =
            List.of("STAT", "LIST", "RETR 1", "DELE 1", "NOOP", "RSET", "TOP 1 0", "UIDL");

    private BeforeLoginChecks() {}

    static void addTo(CheckList list) {
        list.must(
                OPEN,
                "C0008 R1939-08",
                "each command of TRANSACTION is refused before the log-in, and the connection stays",
                probe -> {
                    for (String command : TRANSACTION_COMMANDS) {
                        refusedBeforeLogin(probe, command);
                    }
                });
        refused(list, "C0016", "STAT");
        refused(list, "C0018", "LIST");
        refused(list, "V0005", "RETR 1");
        refused(list, "C0025", "DELE 1");
        refused(list, "C0028", "NOOP");
        refused(list, "C0033", "TOP 1 0");
        refused(list, "C0035", "UIDL");
        list.must(OPEN, "C0012 R1939-18 R1939-45", "QUIT before the log-in: +OK, and the connection ends", probe -> {
            Session session = probe.secured();
            session.ok("QUIT");
            session.end();
        });
        list.should(OPEN, "C0012/argument D-8", "QUIT with an argument is refused, and the connection stays", probe -> {
            Session session = probe.secured();
            session.refused("QUIT x");
            session.ok("QUIT");
        });
    }

    private static void refused(CheckList list, String id, String command) {
        list.must(OPEN, id, command + " is refused before the log-in", probe -> refusedBeforeLogin(probe, command));
    }

    /** A connection each: many servers end one after a few bad commands. */
    private static void refusedBeforeLogin(Probe probe, String command) throws IOException {
        try (Session session = probe.secured()) {
            session.refused(command);
            session.ok("QUIT");
        }
    }
}
