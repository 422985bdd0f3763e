package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.WrongServer.changing;
import static org.pop3j.conformance.server.WrongServer.instead;
import static org.pop3j.conformance.server.WrongServer.insteadWhere;
import static org.pop3j.conformance.server.WrongServer.of;
import static org.pop3j.conformance.server.WrongServer.rewriting;
import static org.pop3j.conformance.server.WrongServer.saying;
import static org.pop3j.conformance.server.WrongServer.sayingInside;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pop3j.conformance.fake.FakeMaildrop;
import org.pop3j.conformance.fake.FakeSession;
import org.pop3j.conformance.fake.Said;
import org.pop3j.conformance.fake.Twist;
import org.pop3j.conformance.server.WrongServer.Counter;

/** The ways to be wrong with messages. */
final class WrongMaildrops {
    private WrongMaildrops() {}

    static List<WrongServer> all() {
        List<WrongServer> all = new ArrayList<>();
        listings(all);
        content(all);
        uniqueIds(all);
        deletion(all);
        update(all);
        return all;
    }

    private static void listings(List<WrongServer> all) {
        all.add(of("C0004", changing("STAT", right -> right.replace(" ", "  "))));
        all.add(of("C0017", changing("STAT", right -> right.replace("\r\n", " messages\r\n"))));
        all.add(of("C0011", changing("LIST", right -> right.replace("\r\n1 ", "\r\n2 "))));
        all.add(of("V0003", saying("LIST [0-9]+", "-ERR")));
        all.add(of("C0019", changing("LIST [0-9]+", right -> right + ".\r\n")));
        all.add(of("C0020", changing("LIST", right -> right.replace("\r\n1 ", "\r\n1: "))));
        all.add(of("V0002", changing("LIST", right -> right.replace("\r\n.\r\n", "\r\n.end\r\n"))));
        all.add(of(
                "R1939-20",
                rewriting((s, line, right) ->
                        line.equals("LIST") && right.octets().equals("+OK\r\n.\r\n")
                                ? Said.line("-ERR no mail")
                                : right)));
        all.add(of("C0022", changing("RETR [0-9]+", right -> right + "\r\n")));
        all.add(of("C0021", changing("LIST", right -> right.replaceAll("(?m)^([0-9]+) ([0-9]+)", "$1 1$2"))));
        Counter stats = new Counter();
        all.add(of(
                "C0013",
                insteadWhere(
                        (s, line) -> line.equals("STAT") && stats.next(s) > 500, (s, l) -> Said.line("-ERR enough"))));
        all.add(of("R1939-22", rewriting((s, line, right) -> {
            if (line.equals("RETR 1")) {
                s.marked().add(1);
            }
            return right;
        })));
    }

    private static void content(List<WrongServer> all) {
        all.add(of("C0006", changing("RETR .*", right -> right.replace("\r\n..x\r\n", "\r\n.x\r\n"))));
        all.add(of("C0023", instead("RETR .*", (s, line) -> s.right("RETR 1"))));
        all.add(of("R1939-05/first", changing("RETR .*", right -> right.replace("+OK\r\n..", "+OK\r\n."))));
        all.add(of("R1939-06/end", changing("RETR .*", right -> right.replace("here\r\n.\r\n", "here.\r\n"))));
        all.add(of("S-11", changing("RETR .*", right -> right.replace("\r\nlf\r\n..\r\n", "\r\nlf\r\n.\r\n"))));
        all.add(of("S-06", changing("RETR .*", right -> right.replace("x".repeat(20_000), "x".repeat(998)))));
        all.add(of("I-01", changing("RETR .*", right -> right.replace("nul\u0080nul", "nul\0nul"))));
        all.add(of("I-02", changing("TOP .*", right -> right.replace("\r\n\r\n.\r\n", "\r\n.\r\n"))));
        all.add(of(
                "R6856-02",
                rewriting((s, line, right) -> right.octets().startsWith("-ERR [UTF8]")
                        ? Said.octets("+OK\r\nX-Name: Andr\u00c3\u00a9\r\n\r\n.\r\n")
                        : right)));
        all.add(of("C0034", instead("TOP [0-9]+ 0", (s, line) -> s.right("RETR " + line.split(" ")[1]))));
        all.add(of("R1939-30/lines", instead("TOP [0-9]+ 2", (s, line) -> s.right(line.replaceFirst("2$", "3")))));
    }

    private static void uniqueIds(List<WrongServer> all) {
        all.add(of("V0007", saying("UIDL [0-9]+", "-ERR")));
        all.add(of("C0036", changing("UIDL [0-9]+", right -> right + ".\r\n")));
        all.add(of("C0037", changing("UIDL", right -> right.replaceFirst("1 [^\r]+\r\n", ""))));
        all.add(of("C0038", changing("UIDL", right -> right.replaceAll("(m[0-9]+)\r\n", "$1 more\r\n"))));
        all.add(of("C0039/octets", changing("UIDL", right -> right.replaceAll(" m", " \u00e4"))));
        AtomicInteger sessions = new AtomicInteger();
        all.add(of("C0039", changing("UIDL", right -> right.replaceAll(" m", " " + sessions.incrementAndGet() + "m"))));
        all.add(of(
                "C0039/arrival",
                rewriting((s, line, right) -> line.equals("UIDL")
                        ? Said.octets(right.octets()
                                .replaceAll(" m", " " + s.messages().size() + "m"))
                        : right)));
        all.add(of(
                "C0040",
                rewriting((s, line, right) -> line.equals("UIDL")
                        ? Said.octets(right.octets().replaceAll("(?m)^([0-9]+) \\S+", "$1 n$1"))
                        : right)));
        Twist sameTwins = changing("UIDL", right -> right.replaceAll("m000013", "m000011"));
        all.add(of("C0041/all", sameTwins));
        all.add(of("C0041", sameTwins));
    }

    private static void deletion(List<WrongServer> all) {
        all.add(of(
                "C0026",
                insteadWhere(
                        (s, line) -> line.startsWith("RETR ") && !s.marked().isEmpty(), (s, line) -> {
                            s.marked().clear();
                            return s.right(line);
                        })));
        all.add(of("V0006", sayingInside("RSET", "+OK")));
        all.add(of("C0031/dele", sayingInside("DELE .*", "-ERR read only")));
        all.add(of("R1939-19", rewriting((s, line, right) -> line.equals("STAT") ? statOfAll(s) : right)));
        all.add(of(
                "R1939-21",
                insteadWhere(
                        (s, line) -> line.equals("LIST") && s.isInTransaction(),
                        (s, line) -> Said.octets("+OK\r\n"
                                + IntStream.rangeClosed(1, s.messages().size())
                                        .mapToObj(i -> i + " 1\r\n")
                                        .collect(Collectors.joining())
                                + ".\r\n"))));
        all.add(of(
                "R1939-16/numbers",
                rewriting((s, line, right) -> line.equals("LIST") && !s.marked().isEmpty()
                        ? Said.octets(renumbered(right.octets()))
                        : right)));
    }

    private static Said statOfAll(FakeSession session) {
        long octets = session.messages().stream()
                .mapToLong(FakeMaildrop.Message::size)
                .sum();
        return Said.line("+OK " + session.messages().size() + " " + octets);
    }

    private static String renumbered(String listing) {
        AtomicInteger number = new AtomicInteger();
        return listing.lines()
                .map(line ->
                        line.matches("[0-9]+ .*") ? number.incrementAndGet() + line.replaceFirst("[0-9]+", "") : line)
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    private static void update(List<WrongServer> all) {
        Twist removing = new Twist() {
            @Override
            public void dropped(FakeSession session) {
                session.setting()
                        .maildrop()
                        .remove(session.marked().stream()
                                .map(number -> session.messages().get(number - 1))
                                .toList());
            }
        };
        for (String check : List.of("R1939-23", "R1939-27", "R1939-27/reset", "R1939-27/half")) {
            all.add(of(check, removing));
        }
        all.add(of("C0030", instead("QUIT x", (s, line) -> s.right("QUIT"))));
        all.add(of("R1939-25", rewriting((s, line, right) -> {
            if (line.equals("QUIT") && !s.marked().isEmpty()) {
                s.setting().maildrop().remove(s.messages());
            }
            return right;
        })));
        all.add(of(
                "R1939-16",
                rewriting((s, line, right) -> line.equals("STAT")
                        ? Said.line("+OK " + s.setting().maildrop().snapshot().size() + " 1")
                        : right)));
    }
}
