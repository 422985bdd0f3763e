package org.pop3j.examples.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Dovecot's pop3d on a folder of Maildirs, with everything it reads and writes in another folder. */
final class DovecotPeer implements AutoCloseable {
    private static final String UIDL_LIKE_OURS = "%f";

    private final DovecotProcess process;

    private DovecotPeer(DovecotProcess process) {
        this.process = process;
    }

    /**
     * Starts Dovecot with POP3 only.
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
        for (DeliveryAgent agent : DeliveryAgent.values()) {
            Files.createDirectories(work.resolve("home").resolve(agent.maildrop()));
        }
        Peers.giveAway(work.resolve("home"));
        return new DovecotPeer(DovecotProcess.start(
                work,
                2,
                ports -> configuration(maildirs, work, ports.get(0)) + more(protocols, ports.get(1), uidlFormat)));
    }

    int port() {
        return process.ports().get(0);
    }

    int imapPort() {
        return process.ports().get(1);
    }

    @Override
    public void close() {
        process.close();
    }

    private static String configuration(Path maildirs, Path work, int port) {
        return """
                ssl = no
                disable_plaintext_auth = no
                auth_mechanisms = plain
                passdb {
                  driver = static
                  args = password=%3$s
                }
                userdb {
                  driver = static
                  args = uid=%4$s gid=%4$s home=%1$s/home/%%u
                }
                mail_location = maildir:%5$s/%%u
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
                service anvil {
                  chroot =
                }
                """.formatted(work, port, Endpoint.PASSWORD, DovecotProcess.mailUser(), maildirs);
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
