package org.pop3j.examples.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pop3j.store.maildir.MaildirStore;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropName;

/** One maildirsize, kept by us and by others in turn (M-07). */
@Tag("peer")
@DisplayName("M-07: a quota that maildirmake -q set")
class QuotaPeersTest {
    private static final String USER = "ann";
    /** All messages used here have this length. */
    private static final int LENGTH = NumberedMail.message(110).length;

    private static final String FOUR_MESSAGES = (4 * LENGTH + LENGTH / 2) + "S";

    @TempDir
    Path folder;

    private int last = 110;
    private Path maildir;
    private Path work;

    /** Programs that deliver, and refuse what exceeds the quota. */
    enum Agent {
        DELIVERQUOTA {
            @Override
            List<String> command(Path maildir, Path work) {
                return List.of(Peers.require("deliverquota", "maildrop"), maildir.toString());
            }
        },
        MAILDROP {
            @Override
            List<String> command(Path maildir, Path work) throws IOException {
                Path config = ConfigFile.write(work, "mailfilter", "rw-------", "to \"%s\"\n".formatted(maildir));
                return List.of(Peers.require("maildrop", "maildrop"), config.toString());
            }
        },
        DOVECOT_LDA {
            @Override
            List<String> command(Path maildir, Path work) throws IOException {
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
                        mail_plugins = quota
                        quota_full_tempfail = yes
                        plugin {
                          quota = maildir:all
                          quota_grace = 0
                        }
                        namespace inbox {
                          inbox = yes
                        }
                        """.formatted(work, maildir));
                return List.of(Peers.require("dovecot-lda", "dovecot-core"), "-c", config.toString());
            }

            /** Only when the quota is exceeded already, not when one message more would. */
            @Override
            boolean countsBeforeRefusing() {
                return false;
            }
        };

        abstract List<String> command(Path maildir, Path work) throws IOException;

        boolean countsBeforeRefusing() {
            return true;
        }
    }

    @ParameterizedTest(name = "and {0}")
    @EnumSource
    @DisplayName("is kept by us in turn with")
    void inTurn(Agent agent) throws Exception {
        List<String> theirs = prepare(agent);
        try (OurDelivery ours = OurDelivery.into(maildir, Files.createDirectory(folder.resolve("ours")))) {
            ours.deliver(next());
            assertThat(exitCode(theirs)).isZero();
            ours.deliver(next());
            assertThat(exitCode(theirs)).isZero();
            bothRefuse(ours, theirs, 4);

            remove(1, 3);
            assertThat(exitCode(theirs)).isZero();
            ours.deliver(next());
            bothRefuse(ours, theirs, 4);

            removedElsewhere();
            ours.deliver(next());
            assertThat(sum()).as("counted anew by us").isEqualTo(4L * LENGTH);
            bothRefuse(ours, theirs, 4);

            if (agent.countsBeforeRefusing()) {
                removedElsewhere();
                assertThat(exitCode(theirs)).isZero();
                assertThat(sum()).as("counted anew by " + agent).isEqualTo(4L * LENGTH);
                bothRefuse(ours, theirs, 4);
            }
        }
    }

    private List<String> prepare(Agent agent) throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        maildir =
                ConfigFile.maildir(Files.createDirectory(folder.resolve("mail")).resolve(USER));
        work = Files.createDirectory(folder.resolve("work"));
        List<String> theirs = Peers.unprivileged(agent.command(maildir, work));
        Peers.giveAway(folder);
        PeerProcess.run(
                work,
                Peers.unprivileged(List.of(
                        Peers.require("maildirmake.maildrop", "maildrop"), "-q", FOUR_MESSAGES, maildir.toString())));
        return theirs;
    }

    private byte[] next() {
        last += 50;
        return NumberedMail.message(last);
    }

    private int exitCode(List<String> command) throws Exception {
        Path input = Files.write(work.resolve("message"), next());
        return PeerProcess.outcome(work, input, command).exitCode();
    }

    /** By somebody who knows nothing of the quota; noticed when the file was counted 15 minutes ago. */
    private void removedElsewhere() throws IOException {
        Files.delete(files().get(0));
        Files.setLastModifiedTime(
                maildir.resolve("maildirsize"), FileTime.from(Instant.now().minus(Duration.ofMinutes(16))));
    }

    private void bothRefuse(OurDelivery ours, List<String> theirs, int held) throws Exception {
        assertThatThrownBy(() -> ours.deliver(next()))
                .hasMessageContaining("refused: the maildrop is full: its quota is " + FOUR_MESSAGES);
        assertThat(exitCode(theirs)).isIn(75, 77);
        assertThat(files()).hasSize(held);
    }

    private void remove(int... numbers) throws Exception {
        BitSet set = new BitSet();
        for (int number : numbers) {
            set.set(number);
        }
        try (MaildirStore store = MaildirStore.in(maildir.getParent().toString());
                Maildrop drop = store.open(new MaildropName(USER))) {
            assertThat(drop.commit(set).isEmpty()).isTrue();
        }
    }

    private List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String part : new String[] {"new", "cur"}) {
            try (Stream<Path> all = Files.list(maildir.resolve(part))) {
                all.forEach(files::add);
            }
        }
        return files;
    }

    /** The octets that the file tells. */
    private long sum() throws IOException {
        return Files.readAllLines(maildir.resolve("maildirsize")).stream()
                .skip(1)
                .mapToLong(line -> Long.parseLong(line.strip().split(" +")[0]))
                .sum();
    }
}
