package org.pop3j.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One users file for Dovecot's passwd-file and for us, each as the writer. */
@Tag("any-jdk")
@Tag("peer")
@Timeout(120)
class DovecotUsersTest {
    private static final String PASSWORD = "grüße, 世界";
    private static final List<PasswordScheme> SHARED = Arrays.stream(PasswordScheme.values())
            .filter(scheme -> scheme != PasswordScheme.SCRAM_SHA_512)
            .toList();

    @TempDir
    Path folder;

    @Test
    @DisplayName(
            "Dovecot logs in users of every shared scheme by a file that we wrote, and nobody with a wrong password")
    void dovecotReadsOurs() throws Exception {
        Program doveadm = Program.of("doveadm", "dovecot-core");
        Path file = folder.resolve("users");
        UsersFile users = UsersFile.openOrCreate(file);
        for (PasswordScheme scheme : SHARED) {
            users.add(name(scheme), scheme.store(PASSWORD));
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Path config = configuration(file);
        Process dovecot = start(config);
        try {
            for (PasswordScheme scheme : SHARED) {
                String name = name(scheme);
                String conf = config.toString();
                assertThat(doveadm.run("-c", conf, "auth", "test", name, PASSWORD)
                                .output())
                        .as(name)
                        .contains("auth succeeded");
                assertThat(doveadm.run("-c", conf, "auth", "test", name, "wrong")
                                .output())
                        .as(name)
                        .contains("auth failed");
            }
        } finally {
            dovecot.destroy();
            dovecot.waitFor(20, TimeUnit.SECONDS);
        }
    }

    @Test
    @DisplayName("we log in users of every shared scheme by a file of doveadm pw's lines, further fields and all")
    void weReadDovecots() throws Exception {
        Program doveadm = Program.of("doveadm", "dovecot-core");
        List<String> lines = new ArrayList<>(List.of("# written by doveadm"));
        for (PasswordScheme scheme : SHARED) {
            lines.add(scheme.schemeName() + ":" + doveadm.output("pw", "-s", scheme.schemeName(), "-p", PASSWORD)
                    + ":1000:1000::/home/x::userdb_quota_rule=*:storage=1G");
        }
        UsersFile users = UsersFile.open(Files.write(folder.resolve("users"), lines));
        UsersFileAuthenticator authenticator = new UsersFileAuthenticator(users);
        InetSocketAddress peer = new InetSocketAddress("127.0.0.1", 1);

        assertThat(users.problems()).isEmpty();
        for (PasswordScheme scheme : SHARED) {
            assertThat(authenticator.checkPassword(scheme.schemeName(), PASSWORD, peer))
                    .as(scheme.schemeName())
                    .isPresent();
            assertThat(authenticator.checkPassword(scheme.schemeName(), "wrong", peer))
                    .as(scheme.schemeName())
                    .isEmpty();
        }
    }

    /** Dovecot looks for names in small letters where nothing else is said. */
    private static String name(PasswordScheme scheme) {
        return scheme.schemeName().toLowerCase(Locale.ROOT) + "@example.org";
    }

    private static Process start(Path config) throws Exception {
        Program.of("dovecot", "dovecot-core");
        Process dovecot = new ProcessBuilder("dovecot", "-F", "-c", config.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader log = dovecot.inputReader();
        assertThat(log.lines().filter(line -> line.contains("starting up")).findFirst())
                .isPresent();
        return dovecot;
    }

    private Path configuration(Path users) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        String user = System.getProperty("user.name");
        boolean isRoot = user.equals("root");
        return Files.writeString(folder.resolve("dovecot.conf"), """
                base_dir = %1$s/run
                state_dir = %1$s/state
                log_path = /dev/stderr
                instance_name = pop3j-users-%5$d
                protocols =
                ssl = no
                auth_mechanisms = plain
                auth_failure_delay = 0
                default_internal_user = %3$s
                default_internal_group = %3$s
                default_login_user = %4$s
                passdb {
                  driver = passwd-file
                  args = username_format=%%u %2$s
                }
                userdb {
                  driver = static
                  args = uid=%3$s gid=%3$s home=%1$s
                }
                service stats {
                  chroot =
                }
                service anvil {
                  chroot =
                  # No longer waits for whoever gave wrong passwords: this test gives many.
                  unix_listener anvil-auth-penalty {
                    mode = 0
                  }
                }
                """.formatted(
                        folder,
                        users,
                        isRoot ? "dovecot" : user,
                        isRoot ? "dovenull" : user,
                        ProcessHandle.current().pid()));
    }
}
