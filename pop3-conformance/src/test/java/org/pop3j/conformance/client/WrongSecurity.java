package org.pop3j.conformance.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLException;
import org.pop3j.conformance.ClientWay;
import org.pop3j.conformance.ClientWay.Login;
import org.pop3j.conformance.TestCertificates;
import org.pop3j.conformance.TlsMode;

/** How a {@link WrongClient} comes to TLS, and logs in by AUTH; right but for one switch. */
final class WrongSecurity {
    private static final int LONGEST_COMMAND = 253;
    private static final int MANY = 2000;

    private final WrongLine line;
    private final ClientWay way;
    private final TestCertificates certificates;
    private final String wrong;
    private boolean saysAuthInClear;

    WrongSecurity(WrongLine line, ClientWay way, TestCertificates certificates, String wrong) {
        this.line = line;
        this.way = way;
        this.certificates = certificates;
        this.wrong = wrong;
    }

    private boolean is(String check) {
        return wrong.equals(check);
    }

    void beforeGreeting() throws IOException {
        if (way.tls() == TlsMode.FROM_THE_START) {
            handshake();
            if (is("R8314-01")) {
                throw new WrongClient.Refused("TLS");
            }
        }
    }

    void afterGreeting() throws IOException {
        if (way.tls() != TlsMode.STLS) {
            return;
        }
        if (is("R8314-06")) {
            ask("LANG en");
        }
        List<String> offered = capabilities();
        saysAuthInClear = offered.contains("SASL PLAIN");
        if (offered.isEmpty() && is("S-03/capa") || !offered.contains("STLS") && is("R2595-08/missing")) {
            return;
        }
        if (!offered.contains("STLS")) {
            throw new WrongClient.Refused("no STLS");
        }
        String answer = ask(is("R2595-06") ? "STLS\r\nCAPA" : "STLS");
        if (!answer.startsWith("+")) {
            if (is("R2595-08")) {
                return;
            }
            throw new WrongClient.Refused(answer);
        }
        if (is("S-02")) {
            line.keepWhatHasCome();
        }
        handshake();
        if (!is("R2595-07")) {
            capabilities();
        }
    }

    private void handshake() throws IOException {
        try {
            line.secure(is("S-19") ? certificates.careless() : certificates.careful(), !is("R2595-10"));
        } catch (SSLException e) {
            if (!is("S-03/text")) {
                throw e;
            }
        }
    }

    /** Whether the client does not log in by USER and PASS. */
    boolean logsIn() {
        return way.login() != Login.USER_PASS && !is("R5034-04") || is("R2595-07") && saysAuthInClear;
    }

    /** Logs in by AUTH; false if it is to be tried by USER and PASS. */
    boolean logIn(String user, String password) throws IOException {
        boolean mayBegin = is("R2595-07") || !capabilities().isEmpty() || is("R5034-03");
        WrongScram scram = new WrongScram(user, password, wrong);
        boolean isScram = way.login() == Login.AUTH_SCRAM_SHA_256;
        String first = encode(isScram ? scram.first() : "\0" + user + "\0" + password);
        String command = "AUTH " + (isScram ? "SCRAM-SHA-256" : "PLAIN");
        boolean fits = (command + " " + first).length() <= LONGEST_COMMAND || is("R5034-09");
        String answer = mayBegin && fits ? ask(command + " " + first) : begin(command, first);
        if (isScram && isChallenge(answer)) {
            answer = prove(scram, answer);
        }
        return end(answer, first);
    }

    private String begin(String command, String first) throws IOException {
        String answer = ask(command);
        if (isChallenge(answer)) {
            if (!is("R5034-11")) {
                decode(answer);
            }
            return ask(first);
        }
        return answer;
    }

    private String prove(WrongScram scram, String challenge) throws IOException {
        String proof;
        try {
            proof = scram.proof(decode(challenge));
        } catch (WrongClient.Refused e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw cancelled();
        }
        String last = ask(encode(proof));
        if (!isChallenge(last)) {
            if (last.startsWith("+") && !is("R5802-03/missing")) {
                throw new WrongClient.Refused("no proof");
            }
            return last;
        }
        if (!scram.isProven(decode(last))) {
            throw cancelled();
        }
        return ask("");
    }

    private boolean end(String last, String first) throws IOException {
        String answer = last;
        for (int i = 0; isChallenge(answer) && i < MANY; i++) {
            if (!is("S-23/again") && !is("R5034-11")) {
                throw cancelled();
            }
            answer = ask(first);
        }
        if (answer.startsWith("+OK") || answer.startsWith("+") && is("D-4")) {
            return true;
        }
        if (is("OXP-05")) {
            ask(first);
        }
        if (is("SASL-01") && answer.startsWith("-")) {
            return false;
        }
        throw new WrongClient.Refused(answer);
    }

    private WrongClient.Refused cancelled() throws IOException {
        return new WrongClient.Refused(ask("*"));
    }

    private boolean isChallenge(String answer) {
        return answer.startsWith("+ ") || answer.equals("+") && !is("D-4/empty");
    }

    private List<String> capabilities() throws IOException {
        List<String> lines = new ArrayList<>();
        if (ask("CAPA").startsWith("+")) {
            for (String next = line.hear(); !next.equals("."); next = line.hear()) {
                lines.add(next);
            }
        }
        return lines;
    }

    private String ask(String command) throws IOException {
        line.say(command);
        return line.hear();
    }

    private String decode(String challenge) throws IOException {
        try {
            byte[] octets = Base64.getDecoder().decode(challenge.substring(1).strip());
            return new String(octets, StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException noBase64) {
            throw cancelled();
        }
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
