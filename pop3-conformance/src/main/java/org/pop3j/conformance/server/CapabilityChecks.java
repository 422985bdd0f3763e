package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.ServerCheck.Lane.MAILDROP;
import static org.pop3j.conformance.server.ServerCheck.Lane.OPEN;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.pop3j.conformance.check.Unmet;

/** CAPA (RFC 2449). */
final class CapabilityChecks {
    private static final Set<String> REGISTERED = Set.of(
            "TOP",
            "USER",
            "SASL",
            "RESP-CODES",
            "LOGIN-DELAY",
            "PIPELINING",
            "EXPIRE",
            "UIDL",
            "IMPLEMENTATION",
            "STLS",
            "AUTH-RESP-CODE",
            "LANG",
            "UTF8");

    private CapabilityChecks() {}

    static void addTo(CheckList list) {
        list.must(MAILDROP, "R2449-01", "CAPA is answered in both states, by a listing", probe -> {
            probe.needsCapa();
            Session session = probe.secured();
            session.listing("CAPA");
            session.ok("QUIT");
            Session inTransaction = probe.logIn();
            inTransaction.listing("CAPA");
            inTransaction.inStep();
        });
        list.should(OPEN, "R2449-01/argument D-8", "CAPA with an argument is refused", probe -> {
            probe.needsCapa();
            probe.secured().refused("CAPA x");
        });
        list.must(
                OPEN,
                "R2449-02",
                "a capability is a tag and parameters with single SPACEs, 512 octets at most",
                probe -> {
                    probe.needsCapa();
                    Session session = probe.secured();
                    for (String capability : session.listing("CAPA")) {
                        if (!capability.matches("[!-~&&[^.]]+( [!-~]+)*") || capability.length() > 510) {
                            throw session.unmet("a tag without a dot, and parameters with single SPACEs", capability);
                        }
                    }
                });
        list.must(
                MAILDROP,
                "R2449-03 R5034-02",
                "USER and SASL are announced after the log-in as before",
                CapabilityChecks::stay);
        list.must(
                MAILDROP,
                "R2449-07",
                "TOP, UIDL and USER are announced if and only if they work",
                CapabilityChecks::announced);
        list.must(OPEN, "R2449-08", "USER is announced only where it is not refused", probe -> {
            probe.needsCapa();
            Session session = probe.greeted();
            boolean announced = session.send("CAPA").isPositive()
                    && session.listed().stream().anyMatch(line -> line.equalsIgnoreCase("USER"));
            Answer answer = session.send("USER " + Probe.octets(probe.target().user()));
            if (announced && !answer.isPositive()) {
                throw session.unmet("+OK to USER, which is announced", answer);
            }
        });
        list.should(MAILDROP, "R2449-11", "where LOGIN-DELAY is announced, a log-in too soon is refused", probe -> {
            probe.needs("LOGIN-DELAY");
            String seconds = probe.facts().parameters("LOGIN-DELAY").orElse("").split(" ")[0];
            if (!seconds.matches("[0-9]+")) {
                throw new Unmet("LOGIN-DELAY with a number of seconds", seconds);
            }
            if (!seconds.equals("0")) {
                probe.logIn().ok("QUIT");
                Session session = probe.secured();
                Answer answer = probe.tryLogIn(session);
                if (answer.isPositive()) {
                    throw session.unmet("-ERR within " + seconds + " s of the last log-in", answer);
                }
            }
        });
        list.must(OPEN, "R2449-17", "EXPIRE has a number of days or NEVER", probe -> {
            probe.needs("EXPIRE");
            probe.secured().listing("CAPA");
            String parameters = probe.facts().parameters("EXPIRE").orElse("");
            if (!parameters.toUpperCase(Locale.ROOT).matches("([0-9]+|NEVER)( USER)?")) {
                throw new Unmet("EXPIRE with a number or NEVER, perhaps USER", parameters);
            }
        });
        list.should(OPEN, "R2449-22", "a capability that nobody registered begins with X", probe -> {
            probe.needsCapa();
            for (String capability : probe.secured().listing("CAPA")) {
                String tag = capability.split(" ")[0].toUpperCase(Locale.ROOT);
                if (!REGISTERED.contains(tag) && !tag.startsWith("X")) {
                    throw new Unmet(
                            "a registered capability, or one that begins with X",
                            probe.conversation().escape(tag));
                }
            }
        });
        list.should(
                OPEN, "R2449-19 S-34", "before the log-in nobody is told which program and version this is", probe -> {
                    Session session = probe.secured();
                    String told = session.greeting();
                    if (session.send("CAPA").isPositive()) {
                        told += String.join(
                                " ",
                                session.listed().stream()
                                        .filter(line ->
                                                line.toUpperCase(Locale.ROOT).startsWith("IMPLEMENTATION"))
                                        .toList());
                    }
                    if (told.replaceAll("<[^>]*>", "").matches(".*[0-9]+\\.[0-9]+.*|.*IMPLEMENTATION.*")) {
                        throw session.unmet("no version in the greeting and no IMPLEMENTATION", told);
                    }
                });
    }

    private static void stay(Probe probe) throws IOException {
        probe.needsCapa();
        Session session = probe.logIn();
        List<String> after = session.listing("CAPA");
        for (String tag : List.of("USER", "SASL")) {
            boolean there = after.stream()
                    .anyMatch(line -> line.toUpperCase(Locale.ROOT).matches(tag + "( .*)?"));
            if (probe.facts().offers(tag) && !there) {
                throw session.unmet(tag + " after the log-in as before", String.valueOf(after));
            }
        }
    }

    private static void announced(Probe probe) throws IOException {
        probe.needsCapa();
        Session session = probe.logIn();
        List<String> capabilities = session.listing("CAPA").stream()
                .map(line -> line.toUpperCase(Locale.ROOT))
                .toList();
        requireSame(probe, "UIDL", capabilities.contains("UIDL"), works(session, "UIDL"));
        // What is announced after the log-in is another rule, R2449-03.
        requireSame(probe, "USER", probe.facts().offers("USER"), probe.facts().way() == Facts.Way.USER_PASS);
        List<String> listings = session.listing("LIST");
        if (!listings.isEmpty()) {
            String number = listings.get(0).split(" ")[0];
            requireSame(probe, "TOP", capabilities.contains("TOP"), works(session, "TOP " + number + " 0"));
        }
    }

    private static boolean works(Session session, String command) throws IOException {
        boolean positive = session.send(command).isPositive();
        if (positive) {
            session.contentAfterStatus();
        }
        return positive;
    }

    private static void requireSame(Probe probe, String tag, boolean announced, boolean works) {
        if (announced && !works) {
            throw new Unmet(tag + " to work, as CAPA says", "-ERR");
        }
        if (works && !announced) {
            // No rule forbids a server to keep quiet about what it can do.
            probe.warn(tag + " in the answer to CAPA, for it works", "no " + tag);
        }
    }
}
