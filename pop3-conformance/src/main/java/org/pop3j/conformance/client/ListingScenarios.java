package org.pop3j.conformance.client;

import static org.pop3j.conformance.client.ScenarioList.changing;

import java.util.List;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;
import org.pop3j.conformance.fake.FakeSession;
import org.pop3j.conformance.fake.Said;
import org.pop3j.conformance.fake.Said.Then;
import org.pop3j.conformance.fake.Twist;

/** STAT, LIST and UIDL (MS-STANOPOP3 2.2.5, 2.2.6, 2.2.14). */
final class ListingScenarios {
    private static final int ENDLESS = 3_000_000;

    private ListingScenarios() {}

    static void addTo(ScenarioList list) {
        list.must(
                "C0004 D-1",
                "runs of SPACE and TAB between the fields of an answer are taken",
                changing("(STAT|LIST|UIDL).*", right -> right.replaceAll("(?m)^(\\+OK|[0-9]+) (?=\\S)", "$1 \t ")),
                outcome -> outcome.succeeded().delivered());
        list.must(
                "C0011",
                "listings out of order, and with gaps, are found by their numbers",
                changing("(LIST|UIDL)", ListingScenarios::reversed),
                outcome -> outcome.needs("LIST").succeeded().delivered());
        list.must(
                "C0017",
                "more text behind the octets of STAT is ignored",
                changing("STAT", right -> right.replace("\r\n", " messages, all of them unread\r\n")),
                outcome -> outcome.needs("STAT").succeeded());
        list.should(
                "C0017/words",
                "STAT without figures is an error",
                changing("STAT", right -> "+OK two messages\r\n"),
                outcome -> outcome.needs("STAT").without("DELE").failed());
        list.must(
                "C0019 V0003",
                "LIST with a number is one line: the client does not wait for more",
                () -> Twist.NONE,
                outcome -> {
                    if (outcome.commands("LIST").stream()
                            .noneMatch(said -> said.line().matches("(?i)LIST +[0-9]+"))) {
                        throw Skipped.notApplicable("the client does not send LIST with a number");
                    }
                    outcome.succeeded();
                });
        list.mail(
                "C0020 C0037", "an empty maildrop is a listing without lines", List.of(), () -> Twist.NONE, outcome -> {
                    if (outcome.commands().stream()
                            .noneMatch(said -> said.line().matches("(?i)(LIST|UIDL|STAT) *"))) {
                        throw Skipped.notApplicable("the client asks for no listing");
                    }
                    if (outcome.commands("RETR").isEmpty()) {
                        outcome.succeeded();
                    }
                });
        list.must(
                "C0021 OXP-08 I-04",
                "the size of a listing is a hint: RETR is read to its end whatever it says",
                changing("LIST.*", right -> right.replaceAll("(?m)^((?:\\+OK )?[0-9]+) [0-9]+", "$1 3")),
                outcome -> outcome.needs("RETR").succeeded().delivered());
        list.should(
                "C0021/large",
                "a size of a terabyte allocates nothing",
                changing("LIST.*", right -> right.replaceAll("(?m)^((?:\\+OK )?[0-9]+) [0-9]+", "$1 1099511627776")),
                outcome -> outcome.needs("LIST").succeeded().delivered());
        list.should(
                "C0038 C0036",
                "text behind a unique-id is ignored",
                changing("UIDL.*", right -> right.replaceAll("(m[0-9]+)\r\n", "$1 \tmore\r\n")),
                outcome -> outcome.needs("UIDL").succeeded().delivered());
        list.must(
                "C0039 D-7",
                "any unique-id of 1 to 70 printable octets is good",
                changing("UIDL.*", right -> right.replaceAll("m000001", "!#-" + "x".repeat(67))),
                outcome -> outcome.needs("UIDL").succeeded().delivered());
        list.should(
                "C0039/long I-03",
                "a unique-id that is longer than servers may send is taken all the same",
                changing("UIDL.*", right -> right.replaceAll("m000001", "m" + "x".repeat(80))),
                outcome -> outcome.needs("UIDL").succeeded().delivered());
        list.should(
                "C0041 I-06",
                "messages with the same unique-id are both fetched",
                changing("UIDL.*", right -> right.replaceAll("m00000[0-9]", "same")),
                outcome -> {
                    outcome.needs("UIDL").needs("RETR").succeeded().delivered();
                    long fetched = outcome.commands("RETR").stream()
                            .map(Seen.Said::line)
                            .distinct()
                            .count();
                    if (fetched < ScenarioList.MAIL.size()) {
                        throw new Unmet("RETR of " + ScenarioList.MAIL.size() + " messages", "of " + fetched);
                    }
                });
        list.should(
                "V0002 D-5",
                "a listing of UIDL ends at a line that begins with a dot",
                changing("UIDL", right -> right.replace("\r\n.\r\n", "\r\n. \r\n")),
                outcome -> outcome.needs("UIDL").succeeded());
        list.should(
                "S-09",
                "a number that is no number is an error",
                changing("STAT", right -> "+OK +2 99999999999999999999\r\n"),
                outcome -> outcome.needs("STAT").without("DELE").failed());
        list.hangs("S-07", "a listing that goes on for ever is given up", ListingScenarios::endless, outcome -> {
            if (outcome.commands().stream().noneMatch(said -> said.line().matches("(?i)(LIST|UIDL) *"))) {
                throw Skipped.notApplicable("the client asks for no listing");
            }
            outcome.gaveUp();
        });
    }

    private static String reversed(String listing) {
        String[] lines = listing.split("\r\n");
        StringBuilder reversed = new StringBuilder(lines[0]).append("\r\n");
        for (int i = lines.length - 2; i > 0; i--) {
            reversed.append(lines[i]).append("\r\n");
        }
        return reversed.append(".\r\n").toString();
    }

    private static Twist endless() {
        return new Twist() {
            @Override
            public Said rewrite(FakeSession session, String line, Said right) {
                return line.matches("(?i)(LIST|UIDL) *")
                        ? new Said("+OK\r\n" + "1 1\r\n".repeat(ENDLESS / 5), Then.HANG)
                        : right;
            }
        };
    }
}
