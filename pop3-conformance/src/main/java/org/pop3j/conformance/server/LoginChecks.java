package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.ServerCheck.Lane.MAILDROP;
import static org.pop3j.conformance.server.ServerCheck.Lane.OPEN;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;

/** Logging in by USER, PASS and APOP (MS-STANOPOP3 2.2.2 and 2.2.15 to 2.2.17, RFC 1939 section 7). */
final class LoginChecks {
    private static final Pattern TIMESTAMP = Pattern.compile("<[^<> ]+@[^<> ]+>");

    private LoginChecks() {}

    static void addTo(CheckList list) {
        list.must(MAILDROP, "C0009", "the account can log in", Probe::requireLogIn);
        list.must(MAILDROP, "V0008", "there is another way to log in than APOP", Probe::requireLogIn);
        list.must(OPEN, "C0042", "USER without a name is refused", probe -> {
            probe.needsUserPass();
            Session session = probe.secured();
            session.refused("USER");
            session.ok("QUIT");
        });
        list.must(MAILDROP, "C0043 R1939-08", "USER in TRANSACTION is refused, and the session goes on", probe -> {
            Session session = probe.logIn();
            session.refused("USER " + Probe.octets(probe.target().user()));
            session.inStep();
        });
        list.must(MAILDROP, "C0044", "PASS without USER is refused", probe -> {
            probe.needsUserPass();
            probe.settle();
            Session session = probe.secured();
            session.refused("PASS " + Probe.octets(probe.target().password()));
        });
        list.must(
                MAILDROP,
                "C0045",
                "USER twice: the password is that of the second name, or PASS is refused",
                LoginChecks::secondName);
        list.should(MAILDROP, "C0045/between D-9", "PASS not right after USER is refused", probe -> {
            probe.needsUserPass();
            probe.settle();
            Session session = probe.secured();
            session.ok("USER " + Probe.octets(probe.target().user()));
            session.refused("NOOP");
            session.refused("PASS " + Probe.octets(probe.target().password()));
        });
        list.must(OPEN, "C0046", "PASS without a password is refused", probe -> {
            probe.needsUserPass();
            Session session = probe.secured();
            session.ok("USER " + Probe.octets(probe.target().user()));
            session.refused("PASS");
        });
        list.must(MAILDROP, "C0046/spaces", "a password with a SPACE in it is taken as it is", probe -> {
            probe.needsUserPass();
            if (probe.target().password().indexOf(' ') < 0) {
                throw Skipped.notTested("needs an account with a SPACE in its password");
            }
            probe.requireLogIn();
        });
        list.should(
                MAILDROP,
                "R1939-36/apop",
                "a greeting with a timestamp offers APOP, so APOP with the right digest is taken",
                LoginChecks::apop);
        list.should(
                OPEN,
                "R1939-33 S-14",
                "USER answers an unknown name as it answers a known one",
                LoginChecks::unknownName);
    }

    private static void secondName(Probe probe) throws IOException {
        probe.needsUserPass();
        String before = probe.logIn().ok("STAT").line();
        probe.settle();
        Session session = probe.secured();
        session.send("USER nobody-at-all");
        if (session.send("USER " + Probe.octets(probe.target().user())).isPositive()
                && session.send("PASS " + Probe.octets(probe.target().password()))
                        .isPositive()) {
            Answer stat = session.ok("STAT");
            if (!stat.line().equals(before)) {
                throw session.unmet("the maildrop of the second name, " + before, stat);
            }
        }
    }

    private static void apop(Probe probe) throws IOException {
        probe.settle();
        Session session = probe.secured();
        Matcher timestamp = TIMESTAMP.matcher(session.greeting());
        if (!timestamp.find()) {
            throw Skipped.notApplicable("the greeting has no timestamp, so there is no APOP");
        }
        String digest = digest(timestamp.group() + probe.target().password());
        Answer answer = session.send("APOP " + Probe.octets(probe.target().user()) + " " + digest);
        if (!answer.isPositive()) {
            throw session.unmet("+OK to APOP with the right digest (clients that prefer APOP are locked out)", answer);
        }
    }

    private static String digest(String text) {
        try {
            byte[] octets = text.getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private static void unknownName(Probe probe) throws IOException {
        probe.needsUserPass();
        Answer known = user(probe, probe.target().user());
        Answer unknown = user(probe, "nobody-at-all");
        String shown = known.line().replace(Probe.octets(probe.target().user()), "NAME");
        if (!unknown.line().replace("nobody-at-all", "NAME").equals(shown)) {
            throw new Unmet("the same answer as for a known name, \"" + shown + "\"", unknown.line());
        }
    }

    private static Answer user(Probe probe, String name) throws IOException {
        try (Session session = probe.secured()) {
            return session.send("USER " + Probe.octets(name));
        }
    }
}
