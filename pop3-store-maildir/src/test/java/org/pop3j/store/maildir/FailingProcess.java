package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.maildir.FaultControl.Errno;
import org.pop3j.store.maildir.FaultControl.Kind;
import org.pop3j.store.maildir.FaultControl.Mode;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;

/** Does the same again and again, each time with another of its system calls failing, until none is left to fail. */
final class FailingProcess {
    private static final int MOST_STEPS = 300;
    private static final String MESSAGE = "Subject: new\n\n" + "0123456789abcdef\n".repeat(10_000);

    private final Path mail;
    private final FaultControl faults;
    private final Mode mode;
    private final Errno errno;
    private int tries;

    private FailingProcess(Path mail, Mode mode, Errno errno) throws IOException {
        this.mail = mail;
        this.faults = FaultControl.ofThisProcess();
        this.mode = mode;
        this.errno = errno;
    }

    /** Takes a folder, once or from then on, the error, and what to do. */
    public static void main(String[] arguments) throws Exception {
        Mode mode = Mode.valueOf(arguments[1]);
        FailingProcess process = new FailingProcess(Path.of(arguments[0]), mode, Errno.valueOf(arguments[2]));
        switch (arguments[3]) {
            case "delivery" -> process.atEachStep(Kind.CHANGE, process::delivery);
            case "removal" -> process.atEachStep(Kind.CHANGE, process::removal);
            case "reading" -> process.atEachStep(Kind.READ, process::reading);
            case "no-room" -> process.atEachStep(Kind.GROW, process::noRoom);
            case "login" -> process.atEachStep(Kind.CHANGE, process::login);
            case "import" -> process.atEachStep(Kind.CHANGE, process::importing);
            case "check" -> process.check();
            default -> throw new IllegalArgumentException(arguments[3]);
        }
        System.out.print("steps " + (process.tries - 1));
    }

    @FunctionalInterface
    private interface Attempt {
        void at(Ann ann, int step) throws Exception;
    }

    private void atEachStep(Kind kind, Attempt attempt) throws Exception {
        do {
            tries++;
            assertThat(tries).isLessThan(MOST_STEPS);
            Ann ann = Ann.in(Files.createDirectory(mail.resolve("try-" + tries)));
            for (int i = 1; i <= 6; i++) {
                ann.plant("cur", "170000000" + i + ".M1P1.host:2,S", text(i));
            }
            // The files that a session makes are there, as after any earlier login.
            assertThat(ann.ids()).hasSize(6);
            faults.arm(mode, tries, errno, kind);
            try {
                attempt.at(ann, tries);
            } finally {
                faults.off();
            }
            assertThat(OpenFiles.below(ann.maildir())).as("open files").isEmpty();
        } while (faults.steps() >= tries);
    }

    private static String text(int number) {
        return "Subject: " + number + "\n\n" + "text\n".repeat(number);
    }

    /** Either it is there and said to be, or it is not there and an error; a retry with its id never doubles it. */
    private void delivery(Ann ann, int step) throws Exception {
        Optional<UniqueId> stored;
        try {
            stored = Optional.of(ann.deliver(MESSAGE, "id"));
        } catch (MaildropException refused) {
            stored = Optional.empty();
        }
        faults.off();
        List<String> ids = ann.ids();
        if (stored.isPresent()) {
            assertThat(ids).contains(stored.orElseThrow().value());
        } else if (mode == Mode.FAIL_ONCE) {
            assertThat(ids).hasSize(6);
        }
        assertThat(ann.deliver(MESSAGE, "id").value()).isIn(ann.ids());
        try (Maildrop drop = ann.open()) {
            assertThat(drop.count()).isEqualTo(7);
            assertThat(Ann.text(drop, 7)).isEqualTo(MESSAGE);
        }
    }

    /** What could not be removed is told, and nothing else is gone. */
    private void removal(Ann ann, int step) throws Exception {
        faults.off();
        BitSet left = Ann.numbers(1, 3, 5);
        try (Maildrop drop = ann.open()) {
            faults.arm(mode, step, errno, Kind.CHANGE);
            left = drop.commit(Ann.numbers(1, 3, 5));
        } catch (MaildropException told) {
            // Which of them are gone is not told then; that is checked below.
        }
        faults.off();
        List<String> after = ann.ids();
        assertThat(after).contains("1700000002.M1P1.host", "1700000004.M1P1.host", "1700000006.M1P1.host");
        for (int number : new int[] {1, 3, 5}) {
            if (!left.get(number)) {
                assertThat(after).doesNotContain("170000000" + number + ".M1P1.host");
            }
        }
        assertThat(after).hasSizeLessThanOrEqualTo(6);
    }

    /** A message that cannot be read keeps nobody from the others, and is read when it can be again. */
    private void reading(Ann ann, int step) throws Exception {
        try (Maildrop drop = ann.open()) {
            readAll(drop);
        } catch (MaildropException whole) {
            // The folder itself could not be read: no maildrop that lacks messages is shown.
        }
        faults.off();
        try (Maildrop drop = ann.open()) {
            assertThat(readAll(drop)).isEqualTo(6);
            for (int number = 1; number <= 6; number++) {
                assertThat(drop.octets(number))
                        .isEqualTo(text(number).replace("\n", "\r\n").length());
            }
        }
    }

    private static int readAll(Maildrop drop) throws MaildropException {
        assertThat(drop.count()).isEqualTo(6);
        drop.octets();
        int read = 0;
        for (int number : IntStream.rangeClosed(1, 6).toArray()) {
            try {
                assertThat(Ann.text(drop, number)).isEqualTo(text(number));
                read++;
            } catch (MaildropException | IOException thisOne) {
                // Told, and the next is asked for.
            }
        }
        return read;
    }

    /** Who has no room left must be able to remove mail, and will want to see it first. */
    private void noRoom(Ann ann, int step) throws Exception {
        try (Maildrop drop = ann.open()) {
            assertThat(readAll(drop)).isEqualTo(6);
            assertThat(drop.commit(Ann.numbers(1, 3, 5)).isEmpty())
                    .as("all removed")
                    .isTrue();
        }
        assertThat(ann.ids()).containsExactly("1700000002.M1P1.host", "1700000004.M1P1.host", "1700000006.M1P1.host");
    }

    /** What a login writes is for speed only: where it cannot be written the session is as good as any. */
    private void login(Ann ann, int step) throws Exception {
        faults.off();
        ann.plant("new", "1700000007.M1P1.host", text(7));
        faults.arm(mode, step, errno, Kind.CHANGE);
        for (int session = 1; session <= 2; session++) {
            try (Maildrop drop = ann.open()) {
                assertThat(Ann.ids(drop)).hasSize(7).contains("1700000007.M1P1.host");
                assertThat(drop.octets()).isGreaterThan(7);
                assertThat(Ann.text(drop, 7)).isEqualTo(text(7));
            }
        }
    }

    /** All unique-ids or none, said so, and the next try does it. */
    private void importing(Ann ann, int step) throws Exception {
        faults.off();
        importAs("first-", ann);
        faults.arm(mode, step, errno, Kind.CHANGE);
        boolean isDone;
        try {
            importAs("own-", ann);
            isDone = true;
        } catch (IOException told) {
            isDone = false;
        }
        faults.off();
        assertThat(ann.ids()).isIn(ids("own-"), isDone ? ids("own-") : ids("first-"));
        // What could not be removed either is stale after five minutes.
        Files.deleteIfExists(ann.maildir().resolve(DovecotLock.FILE));
        importAs("own-", ann);
        assertThat(ann.ids()).isEqualTo(ids("own-"));
    }

    private static void importAs(String prefix, Ann ann) throws IOException, MaildropException {
        StringBuilder lines = new StringBuilder();
        for (int i = 1; i <= 6; i++) {
            lines.append(prefix + i + " 170000000" + i + ".M1P1.host\n");
        }
        // Outside the folder whose calls fail.
        Path list = Files.writeString(Files.createTempFile("ids", ".txt"), lines);
        try {
            UniqueIdImport.into(ann.maildir(), Optional.empty()).fromList(list);
        } finally {
            Files.delete(list);
        }
    }

    private static List<String> ids(String prefix) {
        return IntStream.rangeClosed(1, 6).mapToObj(i -> prefix + i).toList();
    }

    /** With one file that cannot be read: the calls on nothing else fail. */
    private void check() throws Exception {
        faults.arm(mode, 1, errno, Kind.READ);
        try {
            for (MaildirFinding finding : MaildirCheck.repair(mail.resolve("ann"))) {
                System.out.println(finding.kind() + " " + finding.place() + " " + finding.isMended());
            }
        } finally {
            faults.off();
        }
    }
}
