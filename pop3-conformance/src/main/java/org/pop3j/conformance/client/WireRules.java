package org.pop3j.conformance.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.pop3j.codec.Keyword;
import org.pop3j.codec.PeerText;
import org.pop3j.conformance.Check;
import org.pop3j.conformance.Check.Level;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;

/** Rules about every command of every connection of a run. */
final class WireRules {
    /** A rule; throws if it is broken, or if there was nothing to see. */
    record Rule(Check about, Judge judge) {}

    /** Looks at all connections. */
    @FunctionalInterface
    interface Judge {
        void judge(List<Seen> connections);
    }

    private static final Set<String> KEYWORDS =
            Arrays.stream(Keyword.values()).map(Keyword::name).collect(Collectors.toSet());
    private static final String NUMBER = "[1-9][0-9]*";

    private final List<Rule> rules = new ArrayList<>();

    private WireRules() {}

    static List<Rule> all() {
        WireRules all = new WireRules();
        all.forms();
        all.states();
        return all.rules;
    }

    /** Whether it is a command that exists. */
    static boolean isCommand(Seen.Said said) {
        return KEYWORDS.contains(said.keyword());
    }

    private void forms() {
        add(Level.MUST, "C0003", "each command is printable ASCII with CRLF at its end", connections -> {
            judgeEach(connections, connection -> {
                for (String line : connection.octets().split("\r\n", -1)) {
                    if (!line.matches("[ -~]*")) {
                        throw new Unmet("printable ASCII and CRLF", PeerText.escape(line));
                    }
                }
            });
        });
        each(
                Level.MUST,
                "C0004/command",
                "one SPACE between keyword and arguments",
                "(USER|RETR|DELE|TOP|LIST|UIDL|APOP)",
                "[A-Z]+( [!-~]+)*");
        each(Level.MUST, "C0012", "QUIT without arguments", "QUIT", "QUIT");
        each(Level.MUST, "C0015", "STAT without arguments", "STAT", "STAT");
        each(Level.MUST, "C0027", "NOOP without arguments", "NOOP", "NOOP");
        inside("C0030", "QUIT", "QUIT");
        each(Level.MUST, "V0003/form", "LIST with at most one number", "LIST", "LIST( " + NUMBER + ")?");
        each(Level.MUST, "V0004", "RETR with exactly one number", "RETR", "RETR " + NUMBER);
        each(Level.MUST, "C0024", "DELE with exactly one number", "DELE", "DELE " + NUMBER);
        each(
                Level.MUST,
                "C0032",
                "TOP with a number and a line count of 0 or more",
                "TOP",
                "TOP " + NUMBER + " [0-9]+");
        each(Level.MUST, "V0007 C0036/form", "UIDL with at most one number", "UIDL", "UIDL( " + NUMBER + ")?");
        each(Level.MUST, "C0042", "USER with exactly one argument", "USER", "USER [!-~]+");
        add(Level.MUST, "C0046", "PASS with the password as it is", WireRules::passwords);
    }

    private void states() {
        onlyInside(
                Level.MUST,
                "C0008",
                "no command of TRANSACTION before the log-in",
                "(STAT|LIST|RETR|DELE|NOOP|RSET|TOP|UIDL)");
        onlyInside(Level.SHOULD, "C0016", "STAT in TRANSACTION only", "STAT");
        onlyInside(Level.SHOULD, "C0018", "LIST in TRANSACTION only", "LIST");
        onlyInside(Level.SHOULD, "V0005", "RETR in TRANSACTION only", "RETR");
        onlyInside(Level.SHOULD, "C0025", "DELE in TRANSACTION only", "DELE");
        onlyInside(Level.SHOULD, "C0028", "NOOP in TRANSACTION only", "NOOP");
        onlyInside(Level.SHOULD, "C0033", "TOP in TRANSACTION only", "TOP");
        onlyInside(Level.SHOULD, "C0035", "UIDL in TRANSACTION only", "UIDL");
        where(
                Level.SHOULD,
                "C0043",
                "USER in AUTHORIZATION only",
                said -> said.is("USER"),
                said -> !said.isLoggedIn(),
                "USER before the log-in only");
        add(Level.MUST, "C0044 C0047", "PASS only right after a USER that was answered +", connections -> {
            judgeEach(connections, connection -> {
                String before = "";
                for (Seen.Said said : connection.commands()) {
                    if (said.is("PASS")
                            && (!before.equals("USER") || !said.before().startsWith("+"))) {
                        throw new Unmet(
                                "PASS right after USER and its positive answer",
                                "PASS after " + (before.isEmpty() ? "nothing" : before));
                    }
                    before = said.keyword();
                }
            });
            requireSeen(connections, said -> said.is("PASS"), "PASS");
        });
        add(Level.MUST, "C0045", "after +OK to USER only PASS or QUIT", connections -> {
            judgeEach(connections, connection -> {
                List<Seen.Said> said = connection.commands();
                for (int i = 1; i < said.size(); i++) {
                    boolean afterUser =
                            said.get(i - 1).is("USER") && said.get(i).isAfterPositive();
                    if (afterUser && !said.get(i).is("PASS") && !said.get(i).is("QUIT")) {
                        throw new Unmet("PASS or QUIT after USER", said.get(i).keyword());
                    }
                }
            });
            requireSeen(connections, said -> said.is("USER"), "USER");
        });
        add(Level.MUST, "C0026", "no number is used after DELE of it, unless RSET came between", WireRules::deleted);
        where(
                Level.MUST,
                "R1939-09",
                "no command but those of RFC 1939 and its extensions",
                said -> true,
                said -> said.isResponse() || said.cancels() || isCommand(said),
                "a command that exists");
    }

    private static void passwords(List<Seen> connections) {
        judgeEach(
                connections,
                connection -> connection.password().ifPresent(password -> {
                    for (Seen.Said said : connection.commands()) {
                        if (said.is("PASS") && !said.line().substring(4).equals(" " + password)) {
                            throw new Unmet("PASS, one SPACE and the password, nothing else", said.shown());
                        }
                    }
                }));
        requireSeen(connections, said -> said.is("PASS"), "PASS");
        if (connections.stream().allMatch(connection -> connection.password().isEmpty())) {
            throw Skipped.notTested("any password is taken, so the kit does not know the right one");
        }
    }

    private static void deleted(List<Seen> connections) {
        judgeEach(connections, connection -> {
            Set<String> numbers = new HashSet<>();
            for (Seen.Said said : connection.commands()) {
                String[] words = said.line().split(" ");
                if (words.length > 1
                        && said.line().matches("(?i)(LIST|RETR|TOP|UIDL|DELE) .*")
                        && numbers.contains(words[1])) {
                    throw new Unmet("no use of a deleted number", said.line());
                }
                if (said.is("DELE") && words.length > 1) {
                    numbers.add(words[1]);
                } else if (said.is("RSET")) {
                    numbers.clear();
                }
            }
        });
        requireSeen(connections, said -> said.is("DELE"), "DELE");
    }

    private void each(Level level, String ids, String title, String keyword, String form) {
        where(
                level,
                ids,
                title,
                said -> said.keyword().matches(keyword),
                said -> said.line().matches("(?i)" + form),
                "the form " + form);
    }

    private void inside(String id, String keyword, String form) {
        where(
                Level.MUST,
                id,
                keyword + " without arguments in TRANSACTION too",
                said -> said.is(keyword) && said.isLoggedIn(),
                said -> said.line().equalsIgnoreCase(form),
                "the form " + form);
    }

    private void onlyInside(Level level, String id, String title, String keyword) {
        where(
                level,
                id,
                title,
                said -> said.keyword().matches(keyword),
                Seen.Said::isLoggedIn,
                keyword + " after the log-in only");
    }

    private void where(
            Level level,
            String ids,
            String title,
            Predicate<Seen.Said> which,
            Predicate<Seen.Said> good,
            String expected) {
        add(level, ids, title, connections -> {
            judgeEach(connections, connection -> {
                for (Seen.Said said : connection.commands()) {
                    if (which.test(said) && !good.test(said)) {
                        throw new Unmet(expected, said.shown());
                    }
                }
            });
            requireSeen(connections, which, title.startsWith("no ") ? "any such command" : title.split(" ")[0]);
        });
    }

    private static void judgeEach(List<Seen> connections, Consumer<Seen> judge) {
        for (Seen connection : connections) {
            try {
                judge.accept(connection);
            } catch (Unmet e) {
                throw new UnmetIn(connection, e);
            }
        }
    }

    private static void requireSeen(List<Seen> connections, Predicate<Seen.Said> which, String keyword) {
        if (connections.stream().flatMap(seen -> seen.commands().stream()).noneMatch(which)) {
            throw Skipped.notApplicable("the client does not send " + keyword);
        }
    }

    private void add(Level level, String ids, String title, Judge judge) {
        rules.add(new Rule(ScenarioList.check(level, ids, title), judge));
    }
}
