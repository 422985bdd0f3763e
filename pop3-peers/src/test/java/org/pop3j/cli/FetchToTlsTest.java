package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.DummySSLServerSocketFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.peers.GreenMailServer;

/**
 * {@code fetch --to smtps:...} and {@code --to imaps:...} into GreenMail: whose certificate is believed, and for which host. GreenMail
 * has no STARTTLS.
 */
@Timeout(120)
class FetchToTlsTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path keys;

    @TempDir
    Path folder;

    /** A certificate for 127.0.0.1 and not for localhost. GreenMail reads it once. */
    @BeforeAll
    static void certificate() throws Exception {
        Path file = keys.resolve("key.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "greenmail",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=greenmail",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(keys.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        String pem = Base64.getMimeEncoder()
                .encodeToString(store.getCertificate("greenmail").getEncoded());
        Files.writeString(
                keys.resolve("cert.pem"), "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
        System.setProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_FILE_PROPERTY, file.toString());
        System.setProperty(DummySSLServerSocketFactory.GREENMAIL_KEYSTORE_PASSWORD_PROPERTY, PASSWORD);
    }

    /** Hands all mail of the user test to the user other. */
    private Outcome fetch(GreenMailServer server, String protocol, String host, String... options) throws Exception {
        Path password = Files.writeString(folder.resolve("other-password"), "other\n");
        String place = switch (protocol) {
            case "smtp" -> "smtp://other@" + host + ":" + server.smtp() + "/other@localhost";
            case "smtps" -> "smtps://other@" + host + ":" + server.smtps() + "/other@localhost";
            case "imap" -> "imap://other@" + host + ":" + server.imap() + "/INBOX";
            default -> "imaps://other@" + host + ":" + server.imaps() + "/INBOX";
        };
        String[] all = new String[options.length + 7];
        String[] ours = {
            "--to", place, "--to-password-file", password.toString(), "--to-from", "test@localhost", "--delete"
        };
        System.arraycopy(ours, 0, all, 0, ours.length);
        System.arraycopy(options, 0, all, ours.length, options.length);
        return Outcome.ofFetch(folder, server, all);
    }

    private static String certificatePem() {
        return keys.resolve("cert.pem").toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtps", "imaps"})
    @DisplayName("To a server with TLS: with its certificate in --to-trust the message is there, and deleted here")
    void trusted(String protocol) throws Exception {
        try (GreenMailServer server = new GreenMailServer()) {
            server.deliver("Subject: first\r\n\r\none\r\n");

            Outcome outcome = fetch(server, protocol, "127.0.0.1", "--to-trust", certificatePem());

            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
            assertThat(server.messages("other")).singleElement().asString().contains("Subject: first\r\n");
            assertThat(server.messages("test")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtps", "imaps"})
    @DisplayName("To a server with TLS: an unknown certificate, and one for another host, are refused; nothing is lost")
    void refused(String protocol) throws Exception {
        try (GreenMailServer server = new GreenMailServer()) {
            server.deliver("Subject: first\r\n\r\none\r\n");

            Outcome unknown = fetch(server, protocol, "127.0.0.1");
            assertRefused(server, unknown);
            assertThat(unknown.err()).contains("(--to-trust PEM says which certificate to believe)");
            assertRefused(server, fetch(server, protocol, "localhost", "--to-trust", certificatePem()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"smtp", "imap"})
    @DisplayName("--to-trust wants TLS on this machine too: a server without STARTTLS gets neither password nor mail")
    void trustWantsTls(String protocol) throws Exception {
        try (GreenMailServer server = new GreenMailServer()) {
            server.deliver("Subject: first\r\n\r\none\r\n");

            Outcome outcome = fetch(server, protocol, "127.0.0.1", "--to-trust", certificatePem());

            assertRefused(server, outcome);
            assertThat(outcome.err()).contains("STARTTLS");
        }
    }

    private static void assertRefused(GreenMailServer server, Outcome outcome) throws Exception {
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).hasLineCount(1).doesNotContain("Exception");
        assertThat(server.messages("other")).isEmpty();
        assertThat(server.messages("test")).hasSize(1);
    }
}
