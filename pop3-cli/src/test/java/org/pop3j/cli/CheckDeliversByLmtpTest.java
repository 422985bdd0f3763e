package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --deliver lmtp:...} at Dovecot: its lmtp takes the messages of the checks, its pop3d has them then. */
@Timeout(120)
class CheckDeliversByLmtpTest {
    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));
    private static final String CONFIGURATION = """
            base_dir = %1$s/run
            state_dir = %1$s/state
            log_path = /dev/stderr
            instance_name = pop3j-lmtp-%2$d
            listen = 127.0.0.1
            first_valid_uid = 1
            first_valid_gid = 1
            default_internal_user = %4$s
            default_internal_group = %4$s
            default_login_user = %5$s
            ssl = no
            disable_plaintext_auth = no
            protocols = pop3 lmtp
            mail_location = maildir:%1$s/mail/%%n
            namespace inbox {
              inbox = yes
            }
            passdb {
              driver = static
              args = password=secret
            }
            userdb {
              driver = static
              args = uid=%6$s gid=%6$s home=%1$s/mail/%%n
            }
            service stats {
              chroot =
            }
            service anvil {
              chroot =
            }
            service pop3-login {
              chroot =
              inet_listener pop3 {
                port = %2$d
              }
              inet_listener pop3s {
                port = 0
              }
            }
            service lmtp {
              inet_listener lmtp {
                port = %3$d
              }
            }
            """;

    @TempDir
    Path folder;

    @Test
    @DisplayName("check --deliver lmtp: Dovecot takes the messages of the checks, which are found in the maildrop")
    void lmtp() throws Exception {
        String dovecot = Peer.require("dovecot", "dovecot-core");
        Peer.require("pop3-login", "dovecot-pop3d");
        Peer.require("lmtp", "dovecot-lmtpd");
        int pop3 = freePort();
        int lmtp = freePort();
        Process server = start(dovecot, pop3, lmtp);
        try {
            Path password = Files.writeString(folder.resolve("password"), "secret\n");
            Cli.Outcome outcome = Cli.run(
                    "check",
                    "127.0.0.1:" + pop3,
                    "--user",
                    "ada",
                    "--password-file",
                    password.toString(),
                    "--deliver",
                    "lmtp://127.0.0.1:" + lmtp + "/ada",
                    "--only",
                    "C0023,R1939-30");
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.out()).contains("0 failed", "0 not tested").doesNotContain("--deliver");
        } finally {
            server.destroy();
            assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    private Process start(String dovecot, int pop3, int lmtp) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path mail = Files.createDirectory(folder.resolve("mail"));
        String owner = user("mail");
        Files.setOwner(
                mail, mail.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner));
        Path configuration = Files.writeString(
                folder.resolve("dovecot.conf"),
                CONFIGURATION.formatted(folder, pop3, lmtp, user("dovecot"), user("dovenull"), owner));
        Process process = new ProcessBuilder(List.of(dovecot, "-F", "-c", configuration.toString()))
                .redirectErrorStream(true)
                .start();
        BufferedReader log = process.inputReader();
        assertThat(log.lines().anyMatch(line -> line.contains("starting up for ")))
                .isTrue();
        return process;
    }

    /** Root gives its place to somebody else, anybody else keeps it. */
    private static String user(String ofRoot) {
        return IS_ROOT ? ofRoot : System.getProperty("user.name");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
