package org.pop3j.examples.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Dovecot's pop3d on a folder of Maildirs, with everything it reads and writes in another folder. */
final class DovecotPeer implements AutoCloseable {
    private static final int ATTEMPTS = 5;
    private static final int STOP_SECONDS = 10;
    private static final String READY = "starting up for ";
    private static final String UIDL_LIKE_OURS = "%f";

    private final Process process;
    private final int port;

    private final int imapPort;

    private DovecotPeer(Process process, int port, int imapPort) {
        this.process = process;
        this.port = port;
        this.imapPort = imapPort;
    }

    /**
     * Starts Dovecot. It cannot be told to take any free port, so a free one is found first, and another one if somebody
     * else was faster.
     *
     * @param maildirs a Maildir for each user
     * @param work an empty folder, which others may enter
     * @return the running server
     */
    static DovecotPeer on(Path maildirs, Path work) throws IOException {
        return on(maildirs, work, "pop3", UIDL_LIKE_OURS);
    }

    /**
     * Starts Dovecot with other settings than those of {@link #on(Path, Path)}.
     *
     * @param maildirs a Maildir for each user
     * @param work an empty folder, which others may enter
     * @param protocols {@code pop3}, or {@code imap pop3}
     * @param uidlFormat its {@code pop3_uidl_format}
     * @return the running server
     */
    static DovecotPeer on(Path maildirs, Path work, String protocols, String uidlFormat) throws IOException {
        if (protocols.contains("imap")) {
            Peers.require("imap-login", "dovecot-imapd");
        }
        String program = Peers.require("dovecot", "dovecot-core");
        Peers.require("pop3-login", "dovecot-pop3d");
        Files.setPosixFilePermissions(work, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (DeliveryAgent agent : DeliveryAgent.values()) {
            Files.createDirectories(work.resolve("home").resolve(agent.maildrop()));
        }
        Peers.giveAway(work.resolve("home"));
        for (int attempt = 1; ; attempt++) {
            int port = freePort();
            int imapPort = freePort();
            Path config = Files.writeString(
                    work.resolve("dovecot.conf"),
                    configuration(maildirs, work, port) + more(protocols, imapPort, uidlFormat));
            Process process = new ProcessBuilder(List.of(program, "-F", "-c", config.toString()))
                    .redirectErrorStream(true)
                    .start();
            BufferedReader log = process.inputReader();
            Optional<String> ready =
                    log.lines().filter(line -> line.contains(READY)).findFirst();
            if (ready.isPresent()) {
                return new DovecotPeer(process, port, imapPort);
            }
            process.destroy();
            if (attempt == ATTEMPTS) {
                throw new IOException("dovecot does not start with " + config);
            }
        }
    }

    int port() {
        return port;
    }

    int imapPort() {
        return imapPort;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(STOP_SECONDS, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String configuration(Path maildirs, Path work, int port) {
        String user = System.getProperty("user.name");
        return """
                base_dir = %1$s/run
                state_dir = %1$s/state
                log_path = /dev/stderr
                instance_name = pop3j-peer-%2$d
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                auth_mechanisms = plain
                auth_failure_delay = 0
                passdb {
                  driver = static
                  args = password=%3$s
                }
                userdb {
                  driver = static
                  args = uid=%4$s gid=%4$s home=%1$s/home/%%u
                }
                first_valid_uid = 1
                first_valid_gid = 1
                default_internal_user = %5$s
                default_internal_group = %5$s
                default_login_user = %6$s
                mail_location = maildir:%7$s/%%u
                namespace inbox {
                  inbox = yes
                }
                # maildrop's file names say S= wrongly where it adds a line end; Dovecot refuses all mail of such a Maildir.
                maildir_broken_filename_sizes = yes
                pop3_fast_size_lookups = no
                service pop3-login {
                  chroot =
                  service_count = 0
                  inet_listener pop3 {
                    port = %2$d
                  }
                  inet_listener pop3s {
                    port = 0
                  }
                }
                service pop3 {
                  service_count = 0
                }
                service stats {
                  chroot =
                }
                service anvil {
                  chroot =
                }
                """.formatted(
                        work,
                        port,
                        Endpoint.PASSWORD,
                        Peers.isRoot() ? "mail" : user,
                        Peers.isRoot() ? "dovecot" : user,
                        Peers.isRoot() ? "dovenull" : user,
                        maildirs);
    }

    private static String more(String protocols, int imapPort, String uidlFormat) {
        String common = "protocols = %s%npop3_uidl_format = %s%n".formatted(protocols, uidlFormat);
        return !protocols.contains("imap") ? common : common + """
                service imap-login {
                  chroot =
                  service_count = 0
                  inet_listener imap {
                    port = %d
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                """.formatted(imapPort);
    }
}
