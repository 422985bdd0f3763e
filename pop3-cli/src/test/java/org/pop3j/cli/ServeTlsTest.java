package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The options about TLS, seen by openssl and sslscan. */
@Tag("peer")
@Timeout(120)
class ServeTlsTest {
    private static final String OLD = "ALL:@SECLEVEL=0";

    @TempDir
    Path folder;

    @BeforeEach
    void files() throws Exception {
        Files.createDirectory(folder.resolve("mail"));
        Files.writeString(folder.resolve("users"), "anna:{PLAIN}sesame\n");
        Files.writeString(folder.resolve("tell"), "tell me\n");
        Cli.runWith("Subject: hi\n\nhello\n", "deliver", "anna", "--create", "--maildirs", path("mail"));
    }

    @Test
    @DisplayName("--cert and --key for several hosts, --pkcs12, --key-passphrase-file; SIGHUP reads all of them again")
    void certificates() throws Exception {
        certificate("one", "one.example.org", "rsa:2048");
        certificate("two", "two.example.org", "ec:P-256");
        openssl("", "pkcs8 -topk8 -passout file:tell -in two.key -out two.encrypted");
        certificate("three", "three.example.org", "ec:P-256");
        openssl("", "pkcs12 -export -in three.pem -inkey three.key -out three.p12 -passout file:tell");

        try (Child child = serve(
                "--listen-tls 127.0.0.1:0 --cert one.pem --key one.key --cert two.pem --key two.encrypted --pkcs12"
                        + " three.p12 --key-passphrase-file tell")) {
            String address = address(child.line(), "pop3s", child);
            assertThat(client(address, "-noservername")).contains("CN = one", "+OK bye");
            assertThat(client(address, "-servername two.example.org")).contains("CN = two");
            assertThat(client(address, "-servername three.example.org")).contains("CN = three");

            certificate("one", "one.example.org,DNS:four.example.org", "ec:P-256");
            child.signal("HUP");
            child.awaitErr("info: read the certificate again; SHA-256 ");
            assertThat(client(address, "-servername four.example.org"))
                    .contains("CN = one", "Peer signature type: ECDSA");
        }
    }

    @Test
    @DisplayName(
            "R8314-04 --client-ca: EXTERNAL logs in whom the certificate names; --require-client-cert: nobody without")
    void clientCertificates() throws Exception {
        certificate("anna", "anna.example.org", "ec:P-256");

        try (Child child = serve("--listen-tls 127.0.0.1:0 --users users --client-ca anna.pem")) {
            String address = address(child.line(), "pop3s", child);
            assertThat(openssl("AUTH EXTERNAL =\nSTAT\nQUIT\n", session(address) + " -cert anna.pem -key anna.key"))
                    .contains("+OK 1 22");
            assertThat(openssl("AUTH EXTERNAL =\nCAPA\nQUIT\n", session(address)))
                    .contains("-ERR", "SASL SCRAM")
                    .doesNotContain("EXTERNAL", "+OK 1 22");
            assertThat(child.err()).contains("info: login of anna from /127.0.0.1:", " by EXTERNAL, TLSv1.3 TLS_AES");
            assertThat(fetchByCertificate("anna", address).out()).startsWith("fetched 1 message, ");
            assertThat(fetchByCertificate("bob", address).err())
                    .startsWith("pop3 fetch: cannot log in to localhost as bob: ")
                    .hasLineCount(1);
        }
        try (Child child = serve("--listen-tls 127.0.0.1:0 --client-ca anna.pem --require-client-cert")) {
            String address = address(child.line(), "pop3s", child);
            assertThat(client(address, "")).doesNotContain("+OK");
            assertThat(openssl("CAPA\nQUIT\n", session(address) + " -cert anna.pem -key anna.key"))
                    .contains("SASL EXTERNAL", "+OK bye")
                    .doesNotContain("USER");
        }
    }

    @Test
    @DisplayName(
            "--listen-legacy-tls takes TLS 1.0 and 1.1 and says so loudly; the listeners beside it do not (R8314-02)")
    void legacy() throws Exception {
        certificate("rsa", "mail.example.org", "rsa:2048");
        certificate("ec", "ec.example.org", "ec:P-256");

        try (Child child = serve("--listen-tls 127.0.0.1:0 --listen-legacy-tls 127.0.0.1:0 --listen 127.0.0.1:0"
                + " --users users --cert rsa.pem --key rsa.key --cert ec.pem --key ec.key")) {
            String ready = child.line();
            String legacy = address(ready, "pop3s-legacy", child);
            String current = address(ready, "pop3s", child);
            String plain = address(ready, "pop3", child);

            for (String version : new String[] {"-tls1", "-tls1_1"}) {
                String shown = version.equals("-tls1") ? "TLSv1" : "TLSv1.1";
                assertThat(openssl(
                                "USER anna\nPASS sesame\nSTAT\nQUIT\n",
                                session(legacy) + " " + version + " -cipher " + OLD))
                        .contains("+OK 1 22");
                assertThat(client(legacy, version + " -servername ec.example.org -cipher " + OLD))
                        .containsPattern("New, (SSLv3|TLSv1[.0-9]*), Cipher is ECDHE-ECDSA-AES...-SHA")
                        .containsPattern("Protocol *: " + shown + "\\n");
                // What Windows 7 and Vista have besides, without forward secrecy.
                assertThat(client(legacy, version + " -cipher AES128-SHA:@SECLEVEL=0"))
                        .contains("+OK bye");
                assertThat(client(current, version + " -cipher " + OLD)).doesNotContain("+OK");
                assertThat(client(plain, "-starttls pop3 " + version + " -cipher " + OLD))
                        .doesNotContain("+OK bye");
                assertThat(child.err()).contains(" by USER, " + shown + " ");
            }
            assertThat(client(current, "-tls1_2 -cipher AES128-SHA:AES128-GCM-SHA256:@SECLEVEL=0"))
                    .doesNotContain("+OK");
            assertThat(client(legacy, "-tls1_3")).contains("+OK bye");
            assertThat(client(legacy, "-tls1 -cipher DES-CBC3-SHA:RC4-SHA:@SECLEVEL=0"))
                    .doesNotContain("+OK");
            assertThat(child.err()).contains("warning: --listen-legacy-tls takes TLS 1.0 and 1.1, which are broken");
        }
    }

    @Test
    @DisplayName("R8314-02 sslscan finds TLS 1.2 and 1.3 only, no renegotiation, no Heartbleed, strong suites")
    void sslscan() throws Exception {
        requireProgram("sslscan", "sslscan");
        certificate("rsa", "mail.example.org", "rsa:2048");

        try (Child child =
                serve("--listen-tls 127.0.0.1:0 --listen 127.0.0.1:0 --users users --cert rsa.pem --key rsa.key")) {
            String ready = child.line();
            for (String target : new String[] {
                "--no-colour " + address(ready, "pop3s", child),
                "--no-colour --starttls-pop3 " + address(ready, "pop3", child)
            }) {
                String seen = run("", "sslscan " + target);
                assertThat(seen)
                        .contains(
                                "SSLv2     disabled", "SSLv3     disabled", "TLSv1.0   disabled", "TLSv1.1   disabled")
                        .contains("TLSv1.2   enabled", "TLSv1.3   enabled")
                        .contains("Session renegotiation not supported")
                        .contains("not vulnerable to heartbleed")
                        .doesNotContainPattern("TLSv1.2 .* AES(128|256)-")
                        .doesNotContain("RC4", "DES-CBC", "NULL", "EXP", "anon");
            }
        }
    }

    @Test
    @DisplayName(
            "a second connection takes up the TLS session of the first, by TLS 1.2, by TLS 1.3 and behind STLS, as openssl sees it")
    void resumption() throws Exception {
        certificate("ec", "mail.example.org", "ec:P-256");

        try (Child child =
                serve("--listen-tls 127.0.0.1:0 --listen 127.0.0.1:0 --users users --cert ec.pem --key ec.key")) {
            String ready = child.line();
            String tls = address(ready, "pop3s", child);
            String stls = address(ready, "pop3", child) + " -starttls pop3";
            for (String version : new String[] {"tls1_2", "tls1_3"}) {
                for (String target : new String[] {tls, stls}) {
                    assertThat(client(target, "-" + version + " -sess_out session.pem"))
                            .contains("New, TLSv1.", "+OK bye");
                    assertThat(client(target, "-" + version + " -sess_in session.pem"))
                            .contains("Reused, TLSv1.", "+OK bye");
                }
            }
        }
    }

    @Test
    @DisplayName("--allow-plaintext says loudly what it does")
    void plaintext() throws Exception {
        try (Child child = serve("--listen 127.0.0.1:0 --users users --allow-plaintext --state state")) {
            child.line();
            assertThat(child.err())
                    .contains("warning: --allow-plaintext: passwords and mail cross the network readable");
        }
    }

    private Child serve(String options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("serve", "--maildirs", "mail", "--state", "state"));
        arguments.addAll(List.of(options.replace("--state state", "").split(" +")));
        if (!options.contains("--users") && !options.contains("--client-ca")) {
            arguments.addAll(List.of("--users", "users"));
        }
        return Child.start(
                folder,
                arguments.stream()
                        .map(word -> Files.exists(folder.resolve(word)) || word.equals("state") ? path(word) : word)
                        .toArray(String[]::new));
    }

    private static String address(String ready, String kind, Child child) throws IOException {
        Matcher found = Pattern.compile(" " + kind + "=(\\S+)").matcher(ready);
        assertThat(found.find()).as(ready + child.err()).isTrue();
        return found.group(1);
    }

    private Cli.Outcome fetchByCertificate(String user, String address) {
        return Cli.run(
                "fetch",
                "pop3s://" + user + "@localhost:" + address.substring(address.lastIndexOf(':') + 1),
                "--insecure",
                "--client-cert",
                folder.resolve("anna.pem").toString(),
                "--client-key",
                folder.resolve("anna.key").toString(),
                "--to",
                "eml:" + folder.resolve("eml-" + user));
    }

    private void certificate(String name, String host, String kind) throws Exception {
        String key = kind.startsWith("rsa") ? "-newkey " + kind : "-newkey ec -pkeyopt ec_paramgen_curve:P-256";
        openssl(
                "",
                "req -x509 " + key + " -noenc -days 30 -subj /CN=" + name + " -addext subjectAltName=DNS:" + host
                        + " -keyout " + name + ".key -out " + name + ".pem");
    }

    private static String session(String address) {
        return "s_client -connect " + address + " -crlf -quiet -ign_eof";
    }

    private String client(String address, String options) throws Exception {
        return openssl("QUIT\n", "s_client -connect " + address + " -crlf -ign_eof " + options);
    }

    private String openssl(String input, String arguments) throws Exception {
        requireProgram("openssl", "openssl");
        return run(input, "openssl " + arguments.strip());
    }

    private String run(String input, String command) throws Exception {
        Process process = new ProcessBuilder(command.split(" +"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException hasEndedAlready) {
            // What it had to say stands in its output.
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    private static void requireProgram(String name, String debianPackage) {
        boolean isThere = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
        String missing = name + " is missing: install the package " + debianPackage;
        if (System.getenv("CI") != null) {
            assertThat(isThere).as(missing).isTrue();
        }
        Assumptions.assumeTrue(isThere, missing);
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
