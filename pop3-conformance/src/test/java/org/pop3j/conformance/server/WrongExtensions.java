package org.pop3j.conformance.server;

import static org.pop3j.conformance.server.WrongServer.changing;
import static org.pop3j.conformance.server.WrongServer.greeting;
import static org.pop3j.conformance.server.WrongServer.instead;
import static org.pop3j.conformance.server.WrongServer.insteadWhere;
import static org.pop3j.conformance.server.WrongServer.of;
import static org.pop3j.conformance.server.WrongServer.rewriting;
import static org.pop3j.conformance.server.WrongServer.saying;
import static org.pop3j.conformance.server.WrongServer.sayingInside;
import static org.pop3j.conformance.server.WrongServer.stls;
import static org.pop3j.conformance.server.WrongServer.taking;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.pop3j.conformance.TlsMode;
import org.pop3j.conformance.fake.FakeSession;
import org.pop3j.conformance.fake.Said;
import org.pop3j.conformance.fake.Said.Then;
import org.pop3j.conformance.fake.Twist;

/** The ways to be wrong with CAPA, TLS, SASL, Outlook's and the languages' extensions. */
final class WrongExtensions {
    private static final String RIGHT = encode("\0" + WrongServers.USER + "\0" + WrongServers.PASSWORD);

    private WrongExtensions() {}

    static List<WrongServer> all() {
        List<WrongServer> all = new ArrayList<>();
        capabilities(all);
        tls(all);
        auth(all);
        scram(all);
        outlookAndLanguages(all);
        return all;
    }

    private static void capabilities(List<WrongServer> all) {
        all.add(of("R2449-01", sayingInside("CAPA", "-ERR")));
        all.add(of("R2449-01/argument", taking("CAPA x", "CAPA")));
        all.add(of("R2449-02", capa("TOP", "TO.P")));
        all.add(of(
                "R2449-03",
                rewriting((s, line, right) -> line.equals("CAPA") && s.isInTransaction()
                        ? Said.octets(right.octets().replace("USER\r\n", ""))
                        : right)));
        all.add(of("R2449-07", capa("TOP\r\n", "")));
        all.add(of("R2449-08", saying("USER .*", "-ERR not here")));
        all.add(of("R2449-11", capa("LOGIN-DELAY 0", "LOGIN-DELAY 60")));
        all.add(of("R2449-17", capa("EXPIRE NEVER", "EXPIRE SOON")));
        all.add(of("R2449-22", capa("TOP", "FOO\r\nTOP")));
        all.add(of("R2449-19", greeting(right -> "+OK Mailer 2.3.1 ready\r\n")));
    }

    private static Twist capa(String from, String to) {
        return changing("CAPA", right -> right.replace(from, to));
    }

    private static void tls(List<WrongServer> all) {
        all.add(stls("R2595-01", saying("STLS x", "+OK")));
        all.add(stls("R2595-01/state", sayingInside("STLS", "+OK")));
        all.add(stls("R2595-02", capa("TOP", "STLS\r\nTOP")));
        all.add(stls(
                "R2595-03",
                insteadWhere((s, line) -> s.isSecured() && line.equals("STLS"), (s, l) -> Said.line("+OK"))));
        all.add(stls("R2595-04", handingOver("CAPA\r\n")));
        all.add(stls("R2595-05", new Twist() {
            @Override
            public byte[] beforeHandshake(FakeSession session, byte[] buffered) {
                return buffered;
            }
        }));
        all.add(stls("S-31", insteadWhere((s, line) -> s.isSecured() && line.startsWith("PASS "), (s, line) -> {
            s.right("USER " + WrongServers.USER);
            return s.right(line);
        })));
        Twist noPlain = new Twist() {
            @Override
            public java.util.Optional<Said> instead(FakeSession session, String line) {
                return !session.isSecured() && line.startsWith("USER")
                        ? java.util.Optional.of(Said.line("-ERR not without TLS"))
                        : java.util.Optional.empty();
            }

            @Override
            public Said rewrite(FakeSession session, String line, Said right) {
                return !session.isSecured() && line.equals("CAPA")
                        ? Said.octets(right.octets().replaceAll("(USER|SASL [^\r]*)\r\n", ""))
                        : right;
            }
        };
        all.add(new WrongServer("R2595-09", TlsMode.STLS, noPlain, Twist.NONE));
        all.add(stls(
                "R8314-02",
                instead("STLS", (s, line) -> new Said("+OK\r\n\u0016\u0003\u0002\0\u0001\u0002", Then.HANG))));
        all.add(stls("R8314-04", new Twist() {
            @Override
            public boolean asksForCertificate() {
                return true;
            }
        }));
        all.add(new WrongServer("R8314-01", TlsMode.FROM_THE_START, Twist.NONE, Twist.NONE));
    }

    /** Octets that nobody sent are run after the handshake. */
    private static Twist handingOver(String octets) {
        return new Twist() {
            @Override
            public byte[] beforeHandshake(FakeSession session, byte[] buffered) {
                return octets.getBytes(StandardCharsets.ISO_8859_1);
            }
        };
    }

    private static void auth(List<WrongServer> all) {
        all.add(of("R5034-01", capa("SASL PLAIN ", "SASL PLAIN,")));
        all.add(of("R5034-04", saying("AUTH XYZZY", "+ ")));
        all.add(of("R5034-04/case", saying("AUTH plain|auth plain", "-ERR")));
        all.add(of("R5034-04/state", sayingInside("AUTH PLAIN", "+ ")));
        all.add(of("R5034-05", changing("AUTH PLAIN", right -> "+\r\n")));
        all.add(of("R5034-06", changing("\\*", right -> "+OK\r\n")));
        all.add(of("R5034-07", saying("AUTH EXTERNAL", "-ERR")));
        all.add(of("R5034-08", saying("AUTH CRAM-MD5 AAAA", "+ AAAA")));
        all.add(of("R5034-11", taking("=AAA", RIGHT)));
        all.add(of("R5034-11/middle", taking("AAA=BBBB", RIGHT)));
        all.add(of("R5034-11/short", taking("QQ", RIGHT)));
        all.add(of("R5034-11/space", taking("AG E=", RIGHT)));
        all.add(of("R5034-11/unpadded", taking(RIGHT.replaceAll("=+$", ""), RIGHT)));
        all.add(of("R5034-10", instead("A{4096}", (s, line) -> new Said("", Then.CLOSE))));
        all.add(of("R4616-01", saying("[A-Za-z0-9+/=]{20,}", "-ERR")));
        all.add(of("R5034-07/initial", saying("AUTH PLAIN .+", "-ERR")));
        all.add(of(
                "R4616-01/nuls",
                taking(encode(WrongServers.USER + "\0" + WrongServers.PASSWORD).replace("+", "\\+"), RIGHT)));
        all.add(of("R4616-01/utf8", taking("AGFkYf8AeA==", RIGHT)));
        all.add(of(
                "R4616-02",
                taking(
                        encode("somebody-else\0" + WrongServers.USER + "\0" + WrongServers.PASSWORD)
                                .replace("+", "\\+"),
                        RIGHT)));
    }

    private static void scram(List<WrongServer> all) {
        all.add(of("R5802-01", challenge("v=", text -> "v=AAAA")));
        Twist lenient = rewriting((s, line, right) ->
                line.length() > 100 && right.octets().startsWith("-ERR") ? Said.line("+ " + encode("v=AAAA")) : right);
        all.add(of("R5802-02", lenient));
        all.add(of("R5802-06", lenient));
        all.add(of("R5802-04", challenge("r=", text -> text.replaceAll("i=[0-9]+", "i=100"))));
        all.add(of(
                "R5802-05",
                challenge("r=", text -> text.replaceAll(",s=[^,]+", ",s=" + encode("salt " + System.nanoTime())))));
    }

    /** Changes challenges that begin in some way. */
    static Twist challenge(String begin, UnaryOperator<String> change) {
        return rewriting((s, line, right) -> {
            String octets = right.octets();
            if (!octets.startsWith("+ ") || octets.length() < 5) {
                return right;
            }
            String text =
                    new String(Base64.getDecoder().decode(octets.substring(2).strip()), StandardCharsets.ISO_8859_1);
            return text.startsWith(begin) ? Said.line("+ " + encode(change.apply(text))) : right;
        });
    }

    private static void outlookAndLanguages(List<WrongServer> all) {
        all.add(of("OXP-01", saying("[A-Za-z0-9+/=]{20,}", "-ERR")));
        all.add(of("OXP-01/session", changing("LIST", right -> right.replaceAll("\\r\\n", "\n"))));
        all.add(of("OXP-02", saying("AUTH ?", "-ERR")));
        all.add(of("OXP-06", saying("AUTH NTLM", "+ ")));
        all.add(of("OXP-07", taking("USER domain/.*", "USER " + WrongServers.USER)));
        all.add(of("R6856-01", sayingInside("UTF8", "+OK")));
        all.add(stls("R6856-05", new Twist() {
            private final Map<FakeSession, Boolean> utf8 = new ConcurrentHashMap<>();

            @Override
            public java.util.Optional<Said> instead(FakeSession session, String line) {
                if (line.equals("UTF8")) {
                    utf8.put(session, true);
                }
                return line.equals("STLS") && utf8.containsKey(session)
                        ? java.util.Optional.of(Said.line("+OK"))
                        : java.util.Optional.empty();
            }
        }));
        all.add(of("R6856-06", saying("USER [^ -~]+", "+OK")));
        all.add(of("R6856-08", saying("LANG xx-unknown", "+OK xx")));
        Map<FakeSession, String> names = new ConcurrentHashMap<>();
        all.add(of("R6856-09", rewriting((s, line, right) -> {
            if (line.startsWith("USER ")) {
                names.put(s, line);
            }
            return line.equals("LANG *") && names.getOrDefault(s, "").contains("nobody")
                    ? Said.line("+OK de Deutsch")
                    : right;
        })));
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
