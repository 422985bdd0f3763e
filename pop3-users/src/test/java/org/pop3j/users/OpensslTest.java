package org.pop3j.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.Wire;
import org.pop3j.server.ClientCertificates;
import org.pop3j.server.Pop3Server;
import org.pop3j.store.MemoryStore;

/** Our TLS as openssl s_client sees it. */
@Tag("peer")
@Timeout(120)
class OpensslTest {
    @TempDir
    static Path folder;

    private static Program openssl;
    private static Authority authority;

    private final MemoryStore store = new MemoryStore();
    private Pop3Server server;

    @BeforeAll
    static void certificates() {
        openssl = Program.of("openssl", "openssl");
        authority = new Authority(openssl, folder, "authority");
        authority.sign("first", "EC", "DNS:first.example.org,DNS:localhost", 9);
        authority.sign("second", "RSA", "DNS:second.example.org,DNS:exact.wild.example.org", 9);
        authority.sign("wild", "EC", "DNS:*.wild.example.org", 9);
        authority.sign("anna", "EC", "email:anna@example.org", 9);
        String wild = folder.resolve("wild.pem").toString();
        String p12 = folder.resolve("wild.p12").toString();
        openssl.output("pkcs12", "-export", "-in", wild, "-inkey", key("wild"), "-out", p12, "-passout", "pass:tell");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
        store.close();
    }

    @ParameterizedTest
    @CsvSource({
        "-tls1_2, first.example.org, first",
        "-tls1_3, first.example.org, first",
        "-tls1_2, second.example.org, second",
        "-tls1_3, SECOND.example.ORG, second",
        "-tls1_2, anything.wild.example.org, wild",
        "-tls1_3, anything.wild.example.org, wild",
        "-tls1_3, two.labels.wild.example.org, first",
        "-tls1_3, wild.example.org, first",
        "-tls1_3, exact.wild.example.org, second",
        "-tls1_2, unknown.example.net, first",
        "-tls1_3, '', first",
    })
    @DisplayName("R8314-09 the certificate is the one of the host that was asked for, else the first")
    void serverNameIndication(String version, String host, String expected) throws Exception {
        serve(threeHosts(), ClientCertificates.NONE);

        List<String> options = new ArrayList<>(List.of(version));
        options.addAll(host.isEmpty() ? List.of("-noservername") : List.of("-servername", host));
        String seen = client(options.toArray(String[]::new)).output();

        assertThat(seen).containsPattern("subject=O ?= ?pop3j, CN ?= ?" + expected + "\\n");
    }

    @Test
    @DisplayName("R8314-09 of two certificates of one host a client gets the one whose kind of key it can do")
    void twoKindsOfKeys() throws Exception {
        Path ec = authority.sign("ec", "EC", "DNS:mail.example.org", 9);
        Path rsa = authority.sign("rsa", "RSA", "DNS:mail.example.org", 9);
        serve(
                TlsFiles.builder()
                        .pem(ec, authority.key("ec"))
                        .pem(rsa, authority.key("rsa"))
                        .load(),
                ClientCertificates.NONE);

        assertThat(client("-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256").output())
                .contains("CN = ec");
        assertThat(client("-tls1_2", "-cipher", "ECDHE-RSA-AES128-GCM-SHA256").output())
                .contains("CN = rsa");
        assertThat(client("-tls1_3", "-sigalgs", "rsa_pss_rsae_sha256").output())
                .contains("CN = rsa");
        assertThat(client("-tls1_2", "-servername", "mail.example.org", "-cipher", "ECDHE-RSA-AES128-GCM-SHA256")
                        .output())
                .contains("CN = rsa");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3", "-tls1_2 -starttls pop3", "-tls1_3 -starttls pop3"})
    @DisplayName("a client resumes its TLS session until the files are read again, and then makes a new one")
    void resumption(String options) throws Exception {
        TlsFiles files = threeHosts();
        serve(files, ClientCertificates.NONE);
        String session = folder.resolve("session").toString();

        String first = client((options + " -sess_out " + session).split(" ")).output();
        String second = client((options + " -sess_in " + session).split(" ")).output();
        files.reload();
        String third = client((options + " -sess_in " + session).split(" ")).output();

        assertThat(first).contains("New, TLSv1").doesNotContain("Reused, ");
        assertThat(second).contains("Reused, TLSv1").contains("+OK bye");
        assertThat(third).contains("New, TLSv1").contains("+OK bye");
    }

    @Test
    @DisplayName("openssl s_client -reconnect: one new TLS session, resumed five times")
    void reconnect() throws Exception {
        serve(threeHosts(), ClientCertificates.NONE);

        String seen = openssl.run("s_client", "-connect", address(), "-tls1_2", "-reconnect")
                .output();

        assertThat(seen.split("New, TLSv1.2", -1)).hasSize(2);
        assertThat(seen.split("Reused, TLSv1.2", -1)).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    @DisplayName("a session with a client certificate is resumed too, and the certificate is required still")
    void resumptionWithClientCertificate(String version) throws Exception {
        serve(threeHosts(), ClientCertificates.REQUIRED);
        String own = folder.resolve("anna.pem").toString();
        String session = folder.resolve("session").toString();

        String first = client(version, "-sess_out", session, "-cert", own.toString(), "-key", key("anna"))
                .output();
        String second = client(version, "-sess_in", session).output();

        assertThat(first).contains("New, TLSv1").contains("+OK bye");
        assertThat(second).contains("Reused, TLSv1").contains("+OK bye");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    @DisplayName(
            "of client certificates those of the named authority are taken, and no foreign, expired or missing one")
    void clientCertificates(String version) throws Exception {
        serve(threeHosts(), ClientCertificates.REQUIRED);
        Authority foreign = new Authority(openssl, Files.createTempDirectory(folder, "foreign"), "foreign");
        Path expired = authority.sign("late", "EC", "email:late@example.org", -1);
        Path others = foreign.sign("anna", "EC", "email:anna@example.org", 9);

        assertThat(client(version, "-cert", folder.resolve("anna.pem").toString(), "-key", key("anna"))
                        .output())
                .contains("+OK POP3 server ready", "+OK bye");
        assertThat(client(version, "-cert", expired.toString(), "-key", key("late"))
                        .output())
                .doesNotContain("+OK");
        assertThat(client(
                                version,
                                "-cert",
                                others.toString(),
                                "-key",
                                foreign.key("anna").toString())
                        .output())
                .doesNotContain("+OK");
        assertThat(client(version).output()).doesNotContain("+OK");
    }

    @Test
    @DisplayName(
            "R8314-04 by default the handshake has no CertificateRequest; where one is wanted it names the authority")
    void certificateRequest() throws Exception {
        serve(threeHosts(), ClientCertificates.NONE);
        assertThat(client("-tls1_2").output()).contains("No client certificate CA names sent");
        assertThat(client("-tls1_2", "-msg").output()).doesNotContain("CertificateRequest");
        assertThat(client("-tls1_3", "-msg").output()).doesNotContain("CertificateRequest");
        server.close();

        serve(threeHosts(), ClientCertificates.WANTED);
        assertThat(client("-tls1_3", "-msg").output()).contains("CertificateRequest", "CN = authority", "+OK bye");
    }

    @Test
    @DisplayName("where clients show certificates and no authority is named, none is believed, not even a public one's")
    void noAuthority() throws Exception {
        serve(TlsFiles.load(folder.resolve("first.pem"), authority.key("first")), ClientCertificates.REQUIRED);

        assertThat(client("-cert", folder.resolve("anna.pem").toString(), "-key", key("anna"))
                        .output())
                .doesNotContain("+OK");
        assertThat(client("-msg").output()).doesNotContain("Acceptable client certificate CA names");
    }

    @Test
    @DisplayName("R8314-01 ALPN pop3 is taken, imap gets the alert no_application_protocol (120)")
    void applicationProtocol() throws Exception {
        serve(threeHosts(), ClientCertificates.NONE);

        assertThat(client("-alpn", "pop3").output()).contains("ALPN protocol: pop3", "+OK bye");
        assertThat(client("-alpn", "imap,pop3").output()).contains("ALPN protocol: pop3", "+OK bye");
        assertThat(client("-alpn", "imap").output())
                .contains("alert no application protocol")
                .doesNotContain("+OK");
    }

    @Test
    @DisplayName("S-37 openssl s_client's R: a second handshake is not had")
    void renegotiation() throws Exception {
        serve(threeHosts(), ClientCertificates.NONE);

        // Without -quiet a line that is "R" asks for a second handshake.
        String seen = openssl.runWith(
                        "R\nCAPA\nQUIT\n",
                        "s_client",
                        "-connect",
                        address(),
                        "-crlf",
                        "-tls1_2",
                        "-legacy_renegotiation")
                .output();

        assertThat(seen).contains("RENEGOTIATING").doesNotContain("+OK capabilities", "+OK bye");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1", "-tls1_1"})
    @DisplayName("R8314-02 TLS 1.0 and 1.1 are refused by alert")
    void oldVersions(String version) throws Exception {
        serve(threeHosts(), ClientCertificates.NONE);

        assertThat(client(version, "-cipher", "ALL:@SECLEVEL=0").output())
                .contains("alert protocol version")
                .doesNotContain("+OK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tls1_2", "-tls1_3"})
    @DisplayName("R8314-03 the end is said by close_notify")
    void closeNotify(String version) throws Exception {
        serve(threeHosts(), ClientCertificates.NONE);

        assertThat(client(version, "-msg").output())
                .containsPattern("<<<.*Alert.*\\n? *01 00|warning close_notify")
                .doesNotContain("unexpected eof");
    }

    @Test
    @DisplayName("reading the files again drops no session, and new ones get the new certificate")
    void reload() throws Exception {
        Path first = authority.sign("old", "EC", "DNS:first.example.org", 9);
        TlsFiles files = TlsFiles.load(first, authority.key("old"));
        serve(files, ClientCertificates.NONE);
        try (Wire wire = Wire.tls(server.addresses().get(1), ClientContext.trusting(authority.certificate()))) {
            Dialogue.parse("S: +OK*").play(wire);
            Files.move(
                    authority.sign("new", "EC", "DNS:first.example.org", 9),
                    first,
                    StandardCopyOption.REPLACE_EXISTING);
            Files.move(authority.key("new"), authority.key("old"), StandardCopyOption.REPLACE_EXISTING);

            files.reload();

            assertThat(client().output()).contains("CN = new");
            Dialogue.parse("""
                    C: USER anna
                    S: +OK*
                    C: QUIT
                    S: +OK*
                    """).play(wire);
        }
    }

    private TlsFiles threeHosts() throws Exception {
        return TlsFiles.builder()
                .pem(folder.resolve("first.pem"), authority.key("first"))
                .pem(folder.resolve("second.pem"), authority.key("second"))
                .pkcs12(folder.resolve("wild.p12"))
                .passphrase("tell".toCharArray())
                .clientAuthorities(authority.certificate())
                .load();
    }

    private void serve(TlsFiles files, ClientCertificates clients) throws Exception {
        UnaryOperator<Pop3Server.Builder> listeners =
                b -> b.listen(new InetSocketAddress("127.0.0.1", 0)).listenTls(new InetSocketAddress("127.0.0.1", 0));
        server = listeners
                .apply(Pop3Server.builder(store, (name, password, peer) -> Optional.empty())
                        .tls(files)
                        .clientCertificates(clients))
                .start();
    }

    private static String key(String name) {
        return authority.key(name).toString();
    }

    private String address() {
        return "127.0.0.1:" + server.addresses().get(1).getPort();
    }

    /** Says QUIT and waits for the end. */
    private Program.Outcome client(String... options) {
        boolean hasStls = List.of(options).contains("-starttls");
        List<String> words = new ArrayList<>(List.of(
                "s_client",
                "-connect",
                "127.0.0.1:" + server.addresses().get(hasStls ? 0 : 1).getPort(),
                "-crlf",
                "-ign_eof"));
        words.addAll(List.of(options));
        return openssl.runWith("QUIT\n", words.toArray(String[]::new));
    }
}
