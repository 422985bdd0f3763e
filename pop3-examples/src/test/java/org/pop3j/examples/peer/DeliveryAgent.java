package org.pop3j.examples.peer;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pop3j.store.maildir.MaildirStore;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.MaildropStore;

/** Programs that deliver into a Maildir, with what each is known to do to a message. */
enum DeliveryAgent {
    /** Our own Maildir store; changes nothing. */
    OURS {
        @Override
        Delivery into(Path maildir, Path work) {
            MaildropStore store = MaildirStore.in(maildir.getParent().toString());
            MaildropName name = new MaildropName(maildir.getFileName().toString());
            return message -> store.deliver(name, new ByteArrayInputStream(message), Optional.empty());
        }

        @Override
        String stored(String octets) {
            return octets;
        }
    },
    /** Dovecot's own; writes LF for CRLF, and drops a CR at the very end. */
    DOVECOT_LDA {
        @Override
        Delivery into(Path maildir, Path work) throws IOException {
            String program = Peers.require("dovecot-lda", "dovecot-core");
            Path config = ConfigFile.write(work, "dovecot-lda.conf", "rw-------", """
                    base_dir = %1$s/run
                    state_dir = %1$s/state
                    log_path = /dev/stderr
                    protocols =
                    mail_location = maildir:%2$s
                    first_valid_uid = 1
                    first_valid_gid = 1
                    postmaster_address = postmaster@example.org
                    hostname = localhost
                    namespace inbox {
                      inbox = yes
                    }
                    """.formatted(work, maildir));
            return piped(maildir, work, List.of(program, "-c", config.toString()));
        }

        @Override
        String stored(String octets) {
            String lf = octets.replace("\r\n", "\n");
            return lf.endsWith("\r") ? lf.substring(0, lf.length() - 1) : lf;
        }
    },
    /** Changes nothing. */
    PROCMAIL {
        @Override
        Delivery into(Path maildir, Path work) throws IOException {
            String program = Peers.require("procmail", "procmail");
            Path config = ConfigFile.write(
                    work, "procmailrc", "rw-------", "MAILDIR=%s\nDEFAULT=%s/\n".formatted(work, maildir));
            return piped(maildir, work, List.of(program, "-m", config.toString()));
        }

        @Override
        String stored(String octets) {
            return octets;
        }
    },
    /**
     * Adds an LF at the end where there is none (the size in the file name is then one too small), and takes a message without
     * octets for none at all.
     */
    MAILDROP {
        @Override
        Delivery into(Path maildir, Path work) throws IOException {
            String program = Peers.require("maildrop", "maildrop");
            Path config = ConfigFile.write(work, "mailfilter", "rw-------", "to \"%s\"\n".formatted(maildir));
            return piped(maildir, work, List.of(program, config.toString()));
        }

        @Override
        String stored(String octets) {
            return octets.endsWith("\n") ? octets : octets + "\n";
        }

        @Override
        boolean stores(String octets) {
            return !octets.isEmpty();
        }
    };

    /** Delivers one message. */
    @FunctionalInterface
    interface Delivery {
        void deliver(byte[] message) throws IOException, InterruptedException, MaildropException;
    }

    /**
     * Makes the agent ready.
     *
     * @param maildir where it delivers to
     * @param work a folder for its configuration
     * @return what delivers a message there
     */
    abstract Delivery into(Path maildir, Path work) throws IOException;

    /**
     * What the agent makes of a message.
     *
     * @param octets the message, a character an octet
     * @return the file it leaves
     */
    abstract String stored(String octets);

    /**
     * Whether the agent stores it at all.
     *
     * @param octets the message, a character an octet
     * @return whether there is a file then
     */
    boolean stores(String octets) {
        return true;
    }

    /**
     * Its name in tables and as a maildrop.
     *
     * @return the name in lower case
     */
    String maildrop() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Delivery piped(Path maildir, Path work, List<String> command) {
        Peers.giveAway(maildir);
        Peers.giveAway(work);
        return message -> {
            Path input = Files.write(work.resolve("message"), message);
            PeerProcess.run(work, input, Peers.unprivileged(command));
        };
    }
}
