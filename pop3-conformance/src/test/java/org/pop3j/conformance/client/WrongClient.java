package org.pop3j.conformance.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pop3j.conformance.ClientDriver;
import org.pop3j.conformance.ClientRun;
import org.pop3j.conformance.ClientRun.End;
import org.pop3j.conformance.ClientRun.Fidelity;
import org.pop3j.conformance.ClientWay;
import org.pop3j.conformance.TestCertificates;

/**
 * A client that is right while its switch is off: it sends every command of RFC 1939, fetches all messages and deletes them.
 * The switch is the name of the check that has to find what is wrong.
 */
final class WrongClient implements ClientDriver {
    /** On a machine that is busy answers take a while, handshakes and SCRAM above all. */
    private static final int PATIENCE_MILLIS = 1500;

    private static final Set<String> HANGING = Set.of("C0002", "C0014", "S-04", "S-07", "S-23");
    private static final int MOST_LISTINGS = 100_000;

    private final ClientWay way;
    private final TestCertificates certificates;
    private final String wrong;

    /** The empty switch is off. */
    WrongClient(ClientWay way, TestCertificates certificates, String wrong) {
        this.way = way;
        this.certificates = certificates;
        this.wrong = wrong;
    }

    private boolean is(String check) {
        return wrong.equals(check);
    }

    @Override
    public ClientRun fetch(InetSocketAddress server, String user, String password, Duration limit) {
        List<String> messages = new ArrayList<>();
        try (Socket socket = new Socket()) {
            socket.connect(server, PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            new Session(socket, messages).work(user, password);
            return run(End.SUCCEEDED, messages);
        } catch (Done e) {
            return run(End.SUCCEEDED, messages);
        } catch (Refused e) {
            return run(End.FAILED, messages);
        } catch (SocketTimeoutException e) {
            return run(HANGING.contains(wrong) ? End.SUCCEEDED : End.FAILED, messages);
        } catch (IOException e) {
            return run(is("C0001") ? End.SUCCEEDED : End.FAILED, messages);
        }
    }

    private static ClientRun run(End end, List<String> messages) {
        return new ClientRun(end, messages, Fidelity.EXACT);
    }

    /** The server has refused something, or said what nobody can read. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** One connection. */
    private final class Session {
        private final WrongLine line;
        private final WrongSecurity security;
        private final List<String> messages;

        Session(Socket socket, List<String> messages) {
            this.line = new WrongLine(socket);
            this.security = new WrongSecurity(line, way, certificates, wrong);
            this.messages = messages;
        }

        void work(String user, String password) throws IOException {
            security.beforeGreeting();
            if (is("C0007") || is("C0002")) {
                say("USER early");
            }
            String greeting = line();
            if (!isPositive(greeting) && !is("C0007")) {
                throw new Refused(greeting);
            }
            security.afterGreeting();
            before(user, password);
            if (!security.logsIn() || !security.logIn(user, password)) {
                logIn(user, password);
            }
            Map<String, String> found = list();
            fetch(found);
            say(is("C0012") ? "QUIT now" : is("C0030") ? "QUIT 1" : "QUIT");
            String bye = is("R1939-28") ? "+OK" : line();
            if (!isPositive(bye)) {
                throw new Refused(bye);
            }
        }

        /** What does not belong before the log-in. */
        private void before(String user, String password) throws IOException {
            Map<String, String> early = Map.of(
                    "C0008",
                    "RSET",
                    "C0016",
                    "STAT",
                    "C0018",
                    "LIST",
                    "V0005",
                    "RETR 1",
                    "C0025",
                    "DELE 1",
                    "C0028",
                    "NOOP",
                    "C0033",
                    "TOP 1 0",
                    "C0035",
                    "UIDL",
                    "V0008",
                    "APOP x c4c9334bac560ecc979e58001b3e22fb",
                    "R1939-09",
                    "XTND XMIT");
            if (early.containsKey(wrong)) {
                say(early.get(wrong));
                line();
            }
            if (is("C0044")) {
                say("PASS " + password);
                line();
            }
        }

        private void logIn(String user, String password) throws IOException {
            say(is("C0042") ? "USER " + user + " " + user : is("C0004/command") ? "USER  " + user : "USER " + user);
            String answer = is("C0005") ? lenientLine() : line();
            if (is("C0045")) {
                say("NOOP");
                line();
                say("USER " + user);
                line();
            }
            if (!isPositive(answer) && !is("C0045/refused") && !is("C0009")) {
                throw new Refused(answer);
            }
            say(is("C0046") ? "PASS " + password + " " : "PASS " + password);
            String pass = is("S-10/status") ? lenientLine() : line();
            if (!isPositive(pass) && !is("C0009") && !is("C0010")) {
                throw new Refused(pass);
            }
            if (is("C0010") || is("S-10/status") || is("C0009")) {
                throw new Done();
            }
            if (is("C0043")) {
                ask("USER again");
            }
            if (is("C0003")) {
                ask("NOOP\n");
            }
        }

        private Map<String, String> list() throws IOException {
            ok(is("C0015") ? "STAT " : "STAT");
            if (is("C0015")) {
                say("STAT 1");
                line();
            }
            String stat = last;
            if (is("C0017") && stat.split("[ \t]+").length > 3 || !is("C0017/words") && !is("S-09") && !isStat(stat)) {
                throw new Refused(stat);
            }
            ok(is("C0027") ? "NOOP " : "NOOP");
            if (is("C0027")) {
                say("NOOP x");
                line();
            }
            Map<String, String> sizes = fields("LIST");
            if (!sizes.isEmpty()) {
                ask("LIST 1");
            }
            Map<String, String> ids = fields("UIDL");
            if (is("V0003/form")) {
                ask("LIST 0");
            }
            if (is("V0007")) {
                ask("UIDL x");
            }
            return is("C0041")
                            && ids.size() > 1
                            && ids.values().stream().distinct().count() == 1
                    ? Map.of("1", "")
                    : chosen(sizes, ids);
        }

        private Map<String, String> chosen(Map<String, String> sizes, Map<String, String> ids) throws IOException {
            if (is("C0039") && ids.values().stream().anyMatch(id -> id.startsWith("!"))) {
                throw new Refused("an odd unique-id");
            }
            if (is("C0039/long") && ids.values().stream().anyMatch(id -> id.length() > 70)) {
                throw new Refused("a long unique-id");
            }
            if (is("C0038") && ids.values().stream().anyMatch(id -> id.indexOf(' ') >= 0 || id.indexOf('\t') >= 0)) {
                throw new Refused("text behind a unique-id");
            }
            if (is("C0021/large") && sizes.values().stream().anyMatch(size -> size.length() > 9)) {
                throw new Refused("too large");
            }
            return sizes;
        }

        private void fetch(Map<String, String> sizes) throws IOException {
            for (Map.Entry<String, String> entry : sizes.entrySet()) {
                String number = entry.getKey();
                if (isPositive(ask(is("C0032") ? "TOP " + number : "TOP " + number + " 0"))) {
                    if (!is("C0034")) {
                        content();
                    }
                }
                retrieve(number, entry.getValue());
            }
            if (is("V0004")) {
                ask("RETR");
            }
            for (String number : sizes.keySet()) {
                String deleted = ask(is("C0024") ? "DELE " + number + " " + number : "DELE " + number);
                if (!isPositive(deleted) && !is("C0026/refused")) {
                    throw new Refused(deleted);
                }
                if (is("C0026")) {
                    ask("LIST " + number);
                }
            }
        }

        private void retrieve(String number, String size) throws IOException {
            String answer = ask("RETR " + number);
            if (!isPositive(answer)) {
                if (is("R1939-41")) {
                    return;
                }
                throw new Refused(answer);
            }
            String content = content();
            if (is("R1939-16") && content.contains("X-Added")
                    || is("R1939-06") && content.isEmpty()
                    || is("S-06") && content.length() > 900
                    || is("S-06/long") && content.length() > 50_000
                    || is("S-11") && content.indexOf('\r', content.indexOf("cr")) == content.indexOf("cr") + 2) {
                throw new Refused("odd content");
            }
            if (is("C0021")) {
                content = content.substring(
                        0, Math.min(content.length(), (int) Math.min(Integer.MAX_VALUE, Long.parseLong(size))));
            }
            messages.add(content);
        }

        private String content() throws IOException {
            StringBuilder content = new StringBuilder();
            while (true) {
                String octets;
                try {
                    octets = line() + "\r\n";
                } catch (EOFException | SocketTimeoutException cut) {
                    if (is("C0006/cut") || is("S-10/dot") || is("C0006/hang")) {
                        messages.add(content.toString());
                        throw new Done();
                    }
                    throw cut;
                }
                if (octets.equals(".\r\n")) {
                    return content.toString();
                }
                boolean stuffed =
                        octets.startsWith(".") && !is("C0022") && !(is("V0002/dots") && octets.startsWith("..a"));
                String data = stuffed ? octets.substring(1) : octets;
                content.append(is("C0023/octets") ? data.replaceAll("[^\\x00-\\x7f]", "?") : data);
            }
        }

        private Map<String, String> fields(String command) throws IOException {
            Map<String, String> fields = new LinkedHashMap<>();
            if (!isPositive(ask(command))) {
                if (command.equals("LIST") || is("C0031")) {
                    throw new Refused(last);
                }
                return fields;
            }
            int expected = 1;
            for (String next = line(); !isEnd(next); next = line()) {
                String[] words = (is("C0004") ? next : next.strip()).split(is("C0004") ? " " : "[ \t]+", 2);
                if (words.length < 2
                        || is("C0004") && words[1].startsWith("\t")
                        || is("C0011") && !words[0].equals("" + expected++)) {
                    throw new Refused(next);
                }
                fields.put(words[0], is("C0038") ? words[1] : words[1].split("[ \t]")[0]);
                if (fields.size() > MOST_LISTINGS) {
                    throw new Refused("too many");
                }
            }
            if (fields.isEmpty() && is("C0020")) {
                throw new Refused("nothing");
            }
            return fields;
        }

        private boolean isEnd(String next) {
            return is("V0002") ? next.equals(".") : next.startsWith(".");
        }

        private String last = "";

        private String ask(String command) throws IOException {
            say(command);
            last = line();
            if (is("C0019") && command.startsWith("LIST ")) {
                line();
            }
            if (is("C0014/two") && last.equals("-ERR and again")) {
                last = line();
            }
            if (is("R1939-43") && last.contains("99999")) {
                throw new Refused(last);
            }
            return last;
        }

        private void ok(String command) throws IOException {
            if (!isPositive(ask(command.strip()))) {
                throw new Refused(last);
            }
        }

        private boolean isStat(String line) {
            return line.matches("\\+\\S*[ \t]+[0-9]{1,18}[ \t]+[0-9]{1,18}([ \t].*)?");
        }

        private boolean isPositive(String line) {
            if (is("V0001")) {
                return line.matches("(?i)\\+OK.*");
            }
            if (is("V0001/case")) {
                return line.startsWith("+OK") || line.startsWith("+f");
            }
            return is("V0001/negative") ? !line.startsWith("-") : line.startsWith("+");
        }

        private void say(String command) throws IOException {
            line.say(command);
        }

        private String lenientLine() throws IOException {
            try {
                return line();
            } catch (SocketTimeoutException | EOFException cut) {
                return "+OK";
            }
        }

        private String line() throws IOException {
            return line.hear();
        }
    }

    /** The work ends here, and is called a success. */
    private static final class Done extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
