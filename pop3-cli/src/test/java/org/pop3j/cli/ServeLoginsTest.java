package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.Wire;

/** The options about logins, seen from the wire. */
@Timeout(120)
class ServeLoginsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void files() throws Exception {
        Files.createDirectory(folder.resolve("mail"));
        Files.writeString(folder.resolve("users"), "anna:{PLAIN}sesame\nbob@example.org:{PLAIN}geheim\n");
        Cli.runWith("Subject: box\n\n", "deliver", "box", "--create", "--maildirs", path("mail"));
    }

    @Test
    @DisplayName("--mechanisms, --apop: what is announced, and the usual ones where nothing is said")
    void mechanisms() throws Exception {
        assertThat(capabilities("--users", path("users")))
                .contains(
                        "USER",
                        "SASL SCRAM-SHA-512-PLUS SCRAM-SHA-256-PLUS SCRAM-SHA-1-PLUS SCRAM-SHA-512"
                                + " SCRAM-SHA-256 SCRAM-SHA-1 PLAIN");
        assertThat(capabilities("--users", path("users"), "--mechanisms", "PLAIN,scram-sha-256"))
                .contains("SASL SCRAM-SHA-256 PLAIN");
        assertThat(capabilities("--users", path("users"), "--mechanisms", "+NTLM,+LOGIN", "--apop"))
                .anyMatch(line -> line.startsWith("SASL SCRAM") && line.endsWith(" NTLM PLAIN LOGIN"));
        assertThat(capabilities("--users", path("users"), "--mechanisms", "none"))
                .noneMatch(line -> line.startsWith("SASL"));
        Files.writeString(folder.resolve("issuer.json"), JWKS);
        assertThat(capabilities("--oauth-jwks", path("issuer.json"), "--oauth-issuer", "https://issuer.example.org"))
                .contains("SASL OAUTHBEARER")
                .doesNotContain("USER");
    }

    @Test
    @DisplayName("R5034-01 what was asked for by name and cannot be offered is told, with whose line is in the way")
    void withheld() throws Exception {
        for (String name : List.of("eve", "dan", "cid", "bob")) {
            Cli.runWith("sesame\n", "user", "add", name, "--users", path("users"));
        }
        try (Child child = serve("--users", path("users"), "--mechanisms", "+NTLM,+SCRAM-SHA-1", "--apop")) {
            child.line();
            assertThat(child.err())
                    .contains("warning: APOP, NTLM not offered: needs a {PLAIN} password of each user, and \"eve\","
                            + " \"dan\", \"cid\" and 1 more has none (pop3 user passwd NAME --scheme PLAIN)\n")
                    .contains("warning: SCRAM-SHA-1 not offered: needs a line of that scheme, or of {PLAIN}, for each");
        }
    }

    @Test
    @DisplayName("--checkpassword: the program decides, who it is and which maildrop")
    void checkPassword() throws Exception {
        Path program = folder.resolve("check");
        Files.writeString(program, """
                #!/bin/sh
                shift
                data=$(tr '\\000' '\\n' <&3)
                [ "$data" = "$(printf 'anna\\nsesame\\n%s' "$(printf '%s\\n' "$data" | sed -n 3p)")" ] || exit 1
                POP3J_MAILDROP=box exec "$@"
                """);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));

        try (Child child = serve("--checkpassword", program + " argument")) {
            play(child, """
                    S: +OK*
                    C: USER anna
                    S: +OK*
                    C: PASS wrong
                    S: -ERR [AUTH]*
                    C: USER anna
                    S: +OK*
                    C: PASS sesame
                    S: +OK*
                    C: LIST
                    S: +OK*
                    S: 1 16
                    S: .
                    C: QUIT
                    S: +OK*
                    """);
        }
    }

    @Test
    @DisplayName(
            "OXP-07 --delegates: who is named there opens the mailbox, anybody else is refused like a wrong password")
    void delegates() throws Exception {
        Files.writeString(folder.resolve("delegates"), "# who reads what\nbox: carl bob@example.org\nbroken\n");

        try (Child child = serve("--users", path("users"), "--delegates", path("delegates"))) {
            play(child, """
                    S: +OK*
                    C: USER anna@example.org/box
                    S: +OK*
                    C: PASS sesame
                    S: -ERR [AUTH]*
                    C: USER bob@example.org/box
                    S: +OK*
                    C: PASS geheim
                    S: +OK*
                    C: STAT
                    S: +OK 1 16
                    C: QUIT
                    S: +OK*
                    """);
            assertThat(child.err()).contains("delegates, line 3: expected mailbox: user user ...; it permits nothing");
        }
    }

    @Test
    @DisplayName("a configuration file says all of that, with lists where an option may be repeated")
    void configuration() throws Exception {
        Files.writeString(folder.resolve("delegates"), "box: bob@example.org\n");
        Files.writeString(
                folder.resolve("c.yml"),
                "maildirs: " + path("mail") + "\nusers: " + path("users") + "\nstate: " + path("state")
                        + "\nlisten-tls: ['127.0.0.1:0']\nmechanisms: SCRAM-SHA-256\nremember-passwords: false\napop: true\n"
                        + "delegates: " + path("delegates") + "\nhost-name: mail.example.org\n");

        try (Child child = Child.start(folder, "serve", "--config", path("c.yml"))) {
            play(child, """
                    S: +OK POP3 server ready <*
                    C: USER bob@example.org/box
                    S: +OK*
                    C: PASS geheim
                    S: +OK*
                    C: QUIT
                    S: +OK*
                    """);
        }
    }

    /** A public key, whose private one nobody has. */
    private static final String JWKS = """
            {"keys":[{"kty":"EC","crv":"P-256","kid":"1","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}
            """;

    private List<String> capabilities(String... options) throws Exception {
        try (Child child = serve(options);
                Wire wire = connect(child)) {
            Dialogue.parse("S: +OK*").play(wire);
            wire.write("CAPA\r\n".getBytes(StandardCharsets.US_ASCII), 0, 6);
            StringBuilder text = new StringBuilder();
            byte[] octets = new byte[1024];
            while (text.indexOf("\r\n.\r\n") < 0) {
                int count = wire.read(octets, Dialogue.STEP_LIMIT);
                text.append(new String(octets, 0, count, StandardCharsets.US_ASCII));
            }
            return text.toString().lines().toList();
        }
    }

    private static void play(Child child, String dialogue) throws Exception {
        try (Wire wire = connect(child)) {
            Dialogue.parse(dialogue).play(wire);
        }
    }

    private static Wire connect(Child child) throws Exception {
        return tls(new InetSocketAddress("127.0.0.1", child.port("pop3s")));
    }

    private static Wire tls(InetSocketAddress address) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        return Wire.tls(address, context);
    }

    /** The certificate is not what these tests are about. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private Child serve(String... options) throws IOException {
        List<String> words = new ArrayList<>(List.of("--listen-tls", "127.0.0.1:0"));
        words.addAll(List.of(options));
        return Child.serve(folder, folder.resolve("mail"), words.toArray(String[]::new));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
