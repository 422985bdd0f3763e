package org.pop3j.examples.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * Dovecot's pop3d over TLS with every mechanism that it has: users ada and eva, tokens checked by their signatures, client
 * certificates of an authority of its own.
 */
final class DovecotLogins implements AutoCloseable {
    static final String PASSWORD = "pass word";
    static final String PASSWORD_BEYOND_ASCII = "pässwörd";
    static final String ISSUER = "https://login.example";

    private final DovecotProcess process;
    private final Path work;

    private DovecotLogins(DovecotProcess process, Path work) {
        this.process = process;
        this.work = work;
    }

    /**
     * Starts Dovecot.
     *
     * @param work an empty folder, which others may enter
     * @param tokenKey the public key of tokens, as PEM
     * @return the running server
     */
    static DovecotLogins in(Path work, String tokenKey) throws Exception {
        certificates(work);
        Files.writeString(
                work.resolve("passwd"), "ada:{PLAIN}" + PASSWORD + "\neva:{PLAIN}" + PASSWORD_BEYOND_ASCII + "\n");
        Path keys = Files.createDirectories(work.resolve("keys/default/RS256"));
        Files.writeString(keys.resolve("k1"), tokenKey);
        Files.writeString(work.resolve("oauth2.conf"), """
                introspection_mode = local
                local_validation_key_dict = fs:posix:prefix=%s/keys/
                username_attribute = sub
                issuers = %s
                """.formatted(work, ISSUER));
        readable(work);
        Peers.giveAway(Files.createDirectories(work.resolve("mail")));
        return new DovecotLogins(DovecotProcess.start(work, 1, ports -> configuration(work, ports.get(0))), work);
    }

    int port() {
        return process.ports().get(0);
    }

    /** The certificate of the server, as PEM. */
    Path certificate() {
        return work.resolve("server.pem");
    }

    Path serverKey() {
        return work.resolve("server-key.pem");
    }

    /** Who has signed the certificate of ada. */
    Path authority() {
        return work.resolve("authority.pem");
    }

    /** Certificate and key of ada, signed by the authority that the server believes. */
    Path clientCertificate() {
        return work.resolve("ada.pem");
    }

    Path clientKey() {
        return work.resolve("ada-key.pem");
    }

    /** The same signed by an authority that it does not believe. */
    Path foreignCertificate() {
        return work.resolve("foreign.pem");
    }

    Path foreignKey() {
        return work.resolve("foreign-key.pem");
    }

    @Override
    public void close() {
        process.close();
    }

    private static void certificates(Path work) throws Exception {
        String openssl = Peers.require("openssl", "openssl");
        List<String> made = List.of(
                openssl,
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2");
        run(
                work,
                made,
                "-subj",
                "/CN=localhost",
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                "server-key.pem",
                "-out",
                "server.pem");
        run(work, made, "-subj", "/CN=authority", "-keyout", "authority-key.pem", "-out", "authority.pem");
        run(work, made, "-subj", "/CN=ada", "-keyout", "foreign-key.pem", "-out", "foreign.pem");
        run(
                work,
                List.of(openssl, "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"),
                "-subj",
                "/CN=ada",
                "-keyout",
                "ada-key.pem",
                "-out",
                "ada.csr");
        run(
                work,
                List.of(openssl, "x509", "-req"),
                "-in",
                "ada.csr",
                "-CA",
                "authority.pem",
                "-CAkey",
                "authority-key.pem",
                "-CAcreateserial",
                "-days",
                "2",
                "-out",
                "ada.pem");
    }

    private static void run(Path work, List<String> command, String... more) throws Exception {
        PeerProcess.run(work, Stream.concat(command.stream(), Stream.of(more)).toList());
    }

    private static void readable(Path work) throws IOException {
        try (Stream<Path> files = Files.walk(work)) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    private static String configuration(Path work, int port) {
        return """
                protocols = pop3
                ssl = required
                ssl_cert = <%1$s/server.pem
                ssl_key = <%1$s/server-key.pem
                ssl_ca = <%1$s/authority.pem
                ssl_verify_client_cert = yes
                ssl_require_crl = no
                ssl_min_protocol = TLSv1.2
                auth_ssl_username_from_cert = yes
                auth_mechanisms = plain login cram-md5 digest-md5 apop scram-sha-1 scram-sha-256 xoauth2 oauthbearer external
                # The JDK's DIGEST-MD5 cannot take the empty realm that Dovecot sends without this.
                auth_realms = localhost
                passdb {
                  driver = static
                  mechanisms = external
                  args = nopassword=y
                }
                passdb {
                  driver = oauth2
                  mechanisms = xoauth2 oauthbearer
                  args = %1$s/oauth2.conf
                }
                passdb {
                  driver = passwd-file
                  mechanisms = plain login cram-md5 digest-md5 apop scram-sha-1 scram-sha-256
                  args = scheme=PLAIN username_format=%%n %1$s/passwd
                }
                userdb {
                  driver = static
                  args = uid=%3$s gid=%3$s home=%1$s/mail/%%n
                }
                mail_location = maildir:~/Maildir
                service pop3-login {
                  chroot =
                  service_count = 0
                  inet_listener pop3 {
                    port = 0
                  }
                  inet_listener pop3s {
                    port = %2$d
                    ssl = yes
                  }
                }
                service anvil {
                  chroot =
                  # No delay after failures from one address: the tests are all failures from one address.
                  unix_listener anvil-auth-penalty {
                    mode = 0
                  }
                }
                """.formatted(work, port, DovecotProcess.mailUser());
    }
}
