package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.WrongServer.both;
import static org.pop3j.conformance.server.WrongServer.changing;
import static org.pop3j.conformance.server.WrongServer.greeting;
import static org.pop3j.conformance.server.WrongServer.instead;
import static org.pop3j.conformance.server.WrongServer.insteadWhere;
import static org.pop3j.conformance.server.WrongServer.of;
import static org.pop3j.conformance.server.WrongServer.rewriting;
import static org.pop3j.conformance.server.WrongServer.saying;
import static org.pop3j.conformance.server.WrongServer.sayingInside;
import static org.pop3j.conformance.server.WrongServer.taking;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pop3j.conformance.fake.FakeMaildrop;
import org.pop3j.conformance.fake.FakeSession;
import org.pop3j.conformance.fake.Said;
import org.pop3j.conformance.fake.Said.Then;
import org.pop3j.conformance.fake.Twist;
import org.pop3j.conformance.fake.Watcher;
import org.pop3j.conformance.server.WrongServer.Counter;

/** The ways to be wrong before and at the log-in, and with commands. The rest stands in the other two classes. */
final class WrongServers {
    static final String USER = "ada";
    static final String PASSWORD = "secret word";
    private static final String WRONG = "PASS this-is-not.*";

    private WrongServers() {}

    static List<WrongServer> all() {
        List<WrongServer> all = new ArrayList<>();
        greetingAndStates(all);
        logIn(all);
        failedLogIn(all);
        arguments(all);
        lines(all);
        all.addAll(WrongMaildrops.all());
        all.addAll(WrongExtensions.all());
        return all;
    }

    private static void greetingAndStates(List<WrongServer> all) {
        all.add(of("C0002", greeting(right -> right + right)));
        all.add(of(
                "C0007",
                insteadWhere(
                        (s, line) -> !s.isInTransaction() && line.equals("STAT"), (s, l) -> Said.line("+OK 0 0"))));
        all.add(of("R1939-36", greeting(right -> "+OK <1.1@fake.example>\r\n")));
        Map<String, String> tooEarly = Map.of(
                "C0008", "RSET", "C0016", "STAT", "C0018", "LIST", "V0005", "RETR 1", "C0025", "DELE 1", "C0028",
                "NOOP", "C0033", "TOP 1 0", "C0035", "UIDL");
        tooEarly.forEach((check, command) -> all.add(of(
                check,
                insteadWhere(
                        (session, line) -> !session.isInTransaction() && line.equals(command),
                        (session, line) -> Said.line("+OK")))));
        all.add(of("C0012", rewriting((s, line, right) -> line.equals("QUIT") ? right.then(Then.GO_ON) : right)));
        all.add(of("C0012/argument", saying("QUIT x", "+OK")));
    }

    private static void logIn(List<WrongServer> all) {
        all.add(of("C0009", saying("(USER|AUTH) .*", "-ERR no")));
        all.add(of("V0008", saying("(USER|AUTH) .*", "-ERR APOP only")));
        all.add(of("C0042", saying("USER", "+OK")));
        all.add(of("C0043", sayingInside("USER .*", "+OK")));
        Counter users = new Counter();
        all.add(of(
                "C0044",
                insteadWhere(
                        (s, line) -> line.startsWith("USER ") && users.next(s) < 0
                                || line.startsWith("PASS ") && users.of(s) == 0,
                        (s, line) -> Said.line("+OK"))));
        Counter names = new Counter();
        all.add(of(
                "C0045",
                insteadWhere(
                        (s, line) -> line.startsWith("USER ") && names.next(s) < 0
                                || line.equals("STAT") && names.of(s) == 2,
                        (s, line) -> Said.line("+OK 0 0"))));
        all.add(of(
                "C0045/between",
                insteadWhere(
                        (s, line) -> !s.isInTransaction() && line.equals("NOOP"), (s, line) -> Said.line("-ERR"))));
        all.add(of("C0046", saying("PASS", "+OK")));
        all.add(of("C0046/spaces", both(taking("PASS secret word", "PASS secret"), saying("AUTH.*", "-ERR"))));
        all.add(of("R1939-36/apop", saying("APOP .*", "-ERR APOP is not supported")));
        all.add(of("R1939-33", saying("USER nobody.*", "-ERR no such user")));
    }

    private static void failedLogIn(List<WrongServer> all) {
        Counter failed = new Counter();
        all.add(of(
                "C0010",
                both(
                        insteadWhere((s, line) -> failed.of(s) > 0, (s, line) -> Said.line("-ERR go away")),
                        rewriting((s, line, right) -> {
                            if (line.matches(WRONG)) {
                                failed.next(s);
                            }
                            return right;
                        }))));
        all.add(of("C0047", insteadWhere(WrongServers::isSecondPass, (s, line) -> {
            s.right("USER " + USER);
            return s.right(line);
        })));
        all.add(of("R3206-02", changing(WRONG, right -> "-ERR wrong\r\n")));
        Map<FakeSession, String> names = new ConcurrentHashMap<>();
        all.add(of("S-14/password", rewriting((s, line, right) -> {
            if (line.startsWith("USER ")) {
                names.put(s, line);
            }
            return line.matches(WRONG) && names.getOrDefault(s, "").contains("nobody")
                    ? Said.line("-ERR no such user")
                    : right;
        })));
        all.add(of("R2449-13/order", changing(WRONG, right -> "-ERR [IN-USE] busy\r\n")));
        all.add(of("S-13", rewriting((s, line, right) -> line.matches(WRONG) ? right.then(Then.GO_ON) : right)));
        all.add(of("S-16", taking("USER \\.\\./.*", "USER " + USER)));
        Counter cancelled = new Counter();
        all.add(of(
                "R5034-12",
                both(
                        insteadWhere((s, line) -> cancelled.of(s) > 0, (s, line) -> Said.line("-ERR go away")),
                        rewriting((s, line, right) -> {
                            if (line.equals("AG5vYm9keQBub3RoaW5n")) {
                                cancelled.next(s);
                            }
                            return right;
                        }))));
    }

    private static final Map<FakeSession, String> BEFORE = new ConcurrentHashMap<>();

    private static boolean isSecondPass(FakeSession session, String line) {
        String before = BEFORE.getOrDefault(session, "");
        BEFORE.put(session, line);
        return line.startsWith("PASS ") && before.startsWith("PASS ");
    }

    private static void arguments(List<WrongServer> all) {
        all.add(of("C0015", taking("STAT 1", "STAT")));
        all.add(of("C0027", taking("NOOP x", "NOOP")));
        all.add(of("V0004", taking("RETR 0", "RETR 1")));
        all.add(of("V0004/two", taking("RETR 1 2", "RETR 1")));
        all.add(of("C0024", taking("DELE 0", "DELE 1")));
        all.add(of("C0032", taking("TOP 1 -1", "TOP 1 9")));
        all.add(of("R1939-07", saying("XYZZY", "+OK nothing happens")));
        all.add(of("R1939-17", taking("LIST 0x1", "LIST 1")));
        all.add(of("S-09", taking("LIST 4294967297", "LIST 1")));
        all.add(of("R1939-02", saying("[a-z].*", "-ERR unknown command")));
        all.add(of("D-1", saying("LIST  .*", "-ERR")));
        all.add(of("R1939-44", sayingInside("LAST", "+OK 1")));
        all.add(of("C0014", changing("RSET", right -> right + right)));
        all.add(of("C0029", saying("NOOP", "-ERR not implemented")));
        all.add(of("C0031", sayingInside("RSET", "-ERR not implemented")));
        all.add(of("R1939-08", sayingInside("USER .*", "+OK")));
        all.add(of("R1939-13", instead("PASS " + PASSWORD, (s, line) -> {
            s.openWithoutLock();
            return Said.line("+OK");
        })));
        all.add(of(
                "R2449-13",
                rewriting((s, line, right) -> right.octets().contains("[IN-USE]") ? Said.line("-ERR busy") : right)));
        all.add(of("R1939-15", new Twist() {
            @Override
            public boolean freesLock() {
                return false;
            }
        }));
        all.add(of("R1939-10", new Twist() {
            @Override
            public int idleMillis() {
                return 100;
            }
        }));
        all.add(of("R2449-15", changing("NOOP", right -> "")));
    }

    private static void lines(List<WrongServer> all) {
        all.add(of("R1939-03", saying("USER n{40}", "-ERR the name is too long")));
        all.add(of("R2449-04", WrongServer.lineLimit(200)));
        all.add(of("R1939-04", changing("USER n+", right -> "+OK " + "n".repeat(600) + "\r\n")));
        all.add(of(
                "R2449-05",
                both(
                        WrongServer.lineLimit(1 << 20),
                        instead("A{70000}", (s, line) -> Said.octets("-ERR\r\n-ERR\r\n-ERR\r\n")))));
        all.add(of(
                "S-05/endless",
                both(
                        WrongServer.lineLimit(8 << 20),
                        insteadWhere((s, line) -> line.length() > 1 << 20, (s, line) -> new Said("", Then.HANG)))));
        all.add(of("V0001", changing("USER .*", right -> "+ok\r\n")));
        all.add(of("C0005", changing("USER .*", right -> "+OK\n")));
        all.add(of("R1939-04/all", greeting(right -> "+OK " + "x".repeat(600) + "\r\n")));
        all.add(of("R2449-09", changing("USER .*", right -> "+OK [once upon a time\r\n")));
        all.add(of("S-34/trace", changing("USER .*", right -> "+OK java.lang.NullPointerException\r\n")));
    }

    /** A session that offers everything, of {@link #USER}. */
    static FakeSession.Setting setting(FakeMaildrop maildrop, Twist twist) {
        return new FakeSession.Setting(
                FakeSession.Offer.EVERYTHING, USER, PASSWORD, maildrop, twist, left -> left, Watcher.NONE);
    }

    /** What a maildrop holds, for twists that need all of it. */
    static Optional<FakeMaildrop.Message> message(FakeSession session, String number) {
        int index = Integer.parseInt(number) - 1;
        return index < session.messages().size()
                ? Optional.of(session.messages().get(index))
                : Optional.empty();
    }
}
