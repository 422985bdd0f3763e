package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.client.Credentials;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.Pop3Session;
import org.pop3j.client.Trust;
import org.pop3j.users.SelfSigned;

/** The command serves, MIT's KDC gives the tickets. */
@Tag("peer")
@Timeout(120)
@DisplayName("R5034-16 GSSAPI, with a realm of Kerberos:")
class KerberosTest {
    private static final String SERVICE = "pop/localhost";
    private static final String MESSAGE = "Subject: you are in";

    @TempDir
    Path folder;

    private Kdc kdc;
    private Child child;
    private int port;

    @BeforeEach
    void serve() throws Exception {
        kdc = Kdc.start(folder.resolve("realm"), SERVICE, "ann", "bob", "ann/admin");
        Files.createDirectory(folder.resolve("mail"));
        for (String user : List.of("ann", "admin")) {
            Cli.runWith(MESSAGE + "\n\nhello\n", "deliver", user, "--create", "--maildirs", path("mail"));
        }
        child = Child.startUnder(
                List.of("env", "JDK_JAVA_OPTIONS=-Djava.security.krb5.conf=" + kdc.configuration()),
                folder,
                Child.serving(
                        folder,
                        folder.resolve("mail"),
                        "--listen-tls",
                        "127.0.0.1:0",
                        "--kerberos-keytab",
                        kdc.keytab(SERVICE).toString(),
                        "--kerberos-realm",
                        Kdc.REALM));
        port = child.port("pop3s");
    }

    @AfterEach
    void stop() throws Exception {
        System.clearProperty("javax.security.auth.useSubjectCredsOnly");
        System.clearProperty("java.security.krb5.conf");
        Configuration.setConfiguration(null);
        child.close();
        kdc.close();
    }

    @Test
    @DisplayName("curl gets ann's mail with her ticket, and nothing with one of ann/admin, of bob, or with none")
    void curl() throws Exception {
        assertThat(curl(kdc.ticketOf("ann")).text()).contains(MESSAGE);
        assertThat(curl(kdc.ticketOf("ann/admin")).text()).contains("denied").doesNotContain(MESSAGE);
        assertThat(curl(kdc.ticketOf("bob")).text()).doesNotContain(MESSAGE);
        assertThat(curl(kdc.withoutTicket()).exitCode()).isNotZero();
        assertThat(child.err()).contains("login of ann from").contains("login of bob from");
    }

    @Test
    @DisplayName("mpop and fetchmail get ann's mail with her ticket")
    void mpopAndFetchmail() throws Exception {
        Peer ann = kdc.ticketOf("ann");
        Path fetched = folder.resolve("fetched");
        Path mpop = secret("mpoprc", """
                account test
                host localhost
                port %d
                user ann
                auth gssapi
                tls on
                tls_starttls off
                tls_trust_file %s
                keep on
                uidls_file %s
                delivery mbox %s
                """.formatted(port, certificate(), path("uidls"), path("mbox")));
        Path fetchmail = secret("fetchmailrc", """
                set no bouncemail
                set pidfile "%s"
                set idfile "%s"
                poll localhost protocol pop3 port %d auth gssapi timeout 20
                  user "ann" keep fetchall ssl sslcertck sslcertfile "%s" mda "cat > %s"
                """.formatted(path("pid"), path("ids"), port, certificate(), fetched));

        ann.runWell(Peer.require("mpop", "mpop"), "--file=" + mpop, "test");
        ann.runWell(
                Peer.require("fetchmail", "fetchmail"),
                "--fetchmailrc",
                fetchmail.toString(),
                "--nosyslog",
                "--silent");

        assertThat(Files.readString(folder.resolve("mbox"))).contains(MESSAGE);
        assertThat(Files.readString(fetched)).contains(MESSAGE);
    }

    @Test
    @DisplayName("our client gets ann's mail with her ticket; bob's does not open it")
    void ours() throws Exception {
        useTicketOf("ann");
        assertThat(retrieve(Credentials.kerberos())).contains(MESSAGE);
        assertThat(retrieve(Credentials.kerberos().actingAs("ann"))).contains(MESSAGE);

        useTicketOf("bob");
        assertThatThrownBy(() -> retrieve(Credentials.kerberos().actingAs("ann")))
                .hasMessageContaining("user name or password is wrong");
    }

    @Test
    @DisplayName(
            "fetch with ;AUTH=GSSAPI in the URL takes the ticket that kinit left; without one it says so in one line")
    void fetch() throws Exception {
        kdc.ticketOf("ann");
        try (Child fetched = fetchWith(kdc.cache("ann").toString())) {
            assertThat(fetched.line()).as(fetched.err()).startsWith("fetched 1 message, ");
            assertThat(fetched.exitCode()).isZero();
        }
        try (Child refused = fetchWith(path("no-cache"))) {
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.err())
                    .contains("pop3 fetch: cannot log in to localhost as ann: ", "GSSAPI (GSS initiate failed)")
                    .doesNotContain("\tat ");
        }
    }

    private Child fetchWith(String cache) throws IOException {
        return Child.startUnder(
                List.of(
                        "env",
                        "KRB5CCNAME=" + cache,
                        "JDK_JAVA_OPTIONS=-Djava.security.krb5.conf=" + kdc.configuration()),
                folder,
                "fetch",
                "pop3s://ann;AUTH=GSSAPI@localhost:" + port,
                "--trust",
                certificate().toString(),
                "--to",
                "eml:" + path("eml"));
    }

    private Peer.Outcome curl(Peer peer) throws IOException, InterruptedException {
        return peer.run(
                Peer.require("curl", "curl"),
                "--silent",
                "--show-error",
                "--max-time",
                "50",
                "--cacert",
                certificate().toString(),
                "--login-options",
                "AUTH=GSSAPI",
                // Without a realm in the name curl does not think of Kerberos; it sends none of it.
                "--user",
                "ann@" + Kdc.REALM + ":",
                "pop3s://localhost:" + port + "/1");
    }

    private String retrieve(Credentials credentials) throws IOException {
        Pop3Client client = Pop3Client.builder("localhost")
                .port(port)
                .trust(Trust.pem(certificate()))
                .build();
        try (Pop3Session session = client.connect()) {
            session.logIn(credentials);
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            session.retrieve(session.scanListings().get(0).number(), message);
            session.quit();
            return message.toString(StandardCharsets.UTF_8);
        }
    }

    /** From now on this process is who has that ticket, as somebody's program would say it in its login configuration. */
    private void useTicketOf(String principal) throws Exception {
        kdc.ticketOf(principal);
        Map<String, String> options = Map.of(
                "useTicketCache", "true",
                "ticketCache", kdc.cache(principal).toString(),
                "doNotPrompt", "true",
                "refreshKrb5Config", "true");
        System.setProperty("java.security.krb5.conf", kdc.configuration().toString());
        System.setProperty("javax.security.auth.useSubjectCredsOnly", "false");
        Configuration.setConfiguration(new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {
                    new AppConfigurationEntry(
                            "com.sun.security.auth.module.Krb5LoginModule", LoginModuleControlFlag.REQUIRED, options)
                };
            }
        });
    }

    private Path certificate() {
        return SelfSigned.file(folder.resolve("state"));
    }

    private Path secret(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
