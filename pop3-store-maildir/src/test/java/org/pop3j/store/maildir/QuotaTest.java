package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropFailedException;

/** The quota of Maildir++ by itself; {@code QuotaPeersTest} of pop3-examples has it beside maildrop's programs. */
class QuotaTest {
    private static final String TEN = "0123456\n\n\n";

    @TempDir
    Path mail;

    private Ann ann;
    private Path quota;

    @BeforeEach
    void createAnn() throws Exception {
        ann = Ann.in(mail);
        quota = ann.maildir().resolve("maildirsize");
    }

    @Test
    @DisplayName("M-07: what would exceed the octets or the messages is refused and leaves nothing; the rest comes")
    void refused() throws Exception {
        Files.writeString(quota, "25S\n0 0\n");
        ann.deliver(TEN);
        ann.deliver(TEN);
        assertThatThrownBy(() -> ann.deliver(TEN))
                .isInstanceOf(MaildropFailedException.class)
                .hasMessage("the maildrop is full: its quota is 25S, it holds 20 octets in 2 messages, and this message"
                        + " has 10 octets");
        assertThat(ann.files("tmp")).isEmpty();
        assertThat(ann.files("new")).hasSize(2);
        ann.deliver("12345");
        assertThat(quota).hasContent("25S\n20 2\n5 1\n");

        Files.writeString(quota, "1000S,3C\n25 3\n");
        assertThatThrownBy(() -> ann.deliver("x")).isInstanceOf(MaildropFailedException.class);
        remove(1);
        ann.deliver("x");
        assertThat(quota).hasContent("1000S,3C\n25 3\n-10 -1\n1 1\n");
    }

    @Test
    @DisplayName("M-07: a delivery id that was stored before is not refused")
    void idIsKnown() throws Exception {
        var first = ann.deliver(TEN, "id-1");
        Files.writeString(quota, "5S\n10 1\n");
        assertThat(ann.deliver(TEN, "id-1")).isEqualTo(first);
        assertThatThrownBy(() -> ann.deliver(TEN, "id-2")).isInstanceOf(MaildropFailedException.class);
        assertThat(ann.files("new")).hasSize(1);
        assertThat(ann.files("tmp")).isEmpty();
    }

    @Test
    @DisplayName(
            "M-07: counted are new, cur and all folders but the trash, S= before the file's size, no T and no dots")
    void counting() throws Exception {
        ann.plant("new", "1.a,S=100", TEN);
        ann.plant("cur", "2.a:2,FS", TEN);
        ann.plant("cur", "3.a,S=1000,W=1005:2,", TEN);
        ann.plant("cur", "4.a:2,ST", TEN);
        ann.plant("cur", "5%E9,S=x", TEN);
        ann.plant("cur", ".6.a", TEN);
        folder(".Work", "7.a");
        folder(".Trash", "8.a,S=7");
        folder("Other", "9.a,S=3");
        Files.createDirectory(ann.maildir().resolve(".empty"));
        Files.writeString(ann.maildir().resolve(".file"), "x");
        Path elsewhere = Files.createDirectories(mail.resolve("elsewhere/new")).getParent();
        Files.writeString(elsewhere.resolve("new/10.a"), TEN);
        Files.createSymbolicLink(ann.maildir().resolve(".link"), elsewhere);

        Files.writeString(quota, "5000S\nnonsense\n");
        ann.deliver("x");
        assertThat(quota).hasContent("5000S\n1130 5\n1 1\n");
    }

    private void folder(String name, String file) throws Exception {
        for (String part : new String[] {"tmp", "new", "cur"}) {
            Files.createDirectories(ann.maildir().resolve(name).resolve(part));
        }
        Files.writeString(ann.maildir().resolve(name).resolve("cur").resolve(file), TEN);
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("M-07: a sum that cannot be true is counted anew, at a delivery")
    @ValueSource(strings = {"", "4 1\n-9 -2\n", "4 1\n-1 -2\n", "99999999999999999999 1\n", "4\n", "4 1\n3", "4 1\n\n"})
    void damagedLines(String lines) throws Exception {
        ann.plant("new", "1.a", TEN);
        Files.writeString(quota, lines.isEmpty() ? "5000S" : "5000S\n" + lines);
        ann.deliver("x");
        assertThat(quota).hasContent("5000S\n10 1\n1 1\n");
    }

    @Test
    @DisplayName("M-07: a file of 5120 octets is counted anew, at a delivery and at a removal; one of less is not")
    void tooLong() throws Exception {
        ann.plant("new", "1.a", TEN);
        ann.plant("new", "2.a", TEN);
        String line = "1 1     \n";
        String begin = "5000S\n" + line.repeat(567);
        String tooLong = begin + "0 0" + " ".repeat(5120 - begin.length() - 4) + "\n";
        assertThat(tooLong).hasSize(5120);
        Files.writeString(quota, tooLong);
        ann.deliver("x");
        assertThat(quota).hasContent("5000S\n20 2\n1 1\n");
        Files.writeString(quota, tooLong);
        remove(1);
        assertThat(quota).hasContent("5000S\n11 2\n");
        Files.writeString(quota, begin);
        remove(1);
        assertThat(quota).hasContent(begin + "-10 -1\n");
    }

    @Test
    @DisplayName(
            "M-07: before a message is refused the Maildir is counted, unless that was done less than 15 minutes ago")
    void countedBeforeRefusing() throws Exception {
        Files.writeString(quota, "25S\n20 2\n");
        assertThatThrownBy(() -> ann.deliver(TEN)).isInstanceOf(MaildropFailedException.class);
        Files.setLastModifiedTime(quota, FileTime.from(Instant.now().minus(Duration.ofMinutes(16))));
        ann.deliver(TEN);
        assertThat(quota).hasContent("25S\n0 0\n10 1\n");
        Files.writeString(quota, "25S\n10 1\n10 1\n");
        ann.deliver(TEN);
        assertThat(quota).hasContent("25S\n10 1\n10 1\n");
        assertThatThrownBy(() -> ann.deliver(TEN)).isInstanceOf(MaildropFailedException.class);
        assertThat(quota).hasContent("25S\n20 2\n");
    }

    @Test
    @DisplayName("M-07: the file keeps its first line and its mode when it is counted anew, and nothing stays in tmp")
    void keepsDefinition() throws Exception {
        Files.writeString(quota, "5000S,7X,100C \n-1 -1\n");
        Files.setPosixFilePermissions(quota, PosixFilePermissions.fromString("rw-r-----"));
        ann.deliver("x");
        assertThat(quota).hasContent("5000S,7X,100C \n0 0\n1 1\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(quota)))
                .isEqualTo("rw-r-----");
        assertThat(ann.files("tmp")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("M-07: a first line that says no limit refuses nothing and is kept as it is")
    @ValueSource(strings = {"", "\n", "\n1S\n", "S\n", "nonsense\n-5 -5\n", "12\n"})
    void noLimit(String content) throws Exception {
        Files.writeString(quota, content);
        ann.deliver(TEN);
        remove(1);
        assertThat(quota).hasContent(content + "10 1\n-10 -1\n");
    }

    @Test
    @DisplayName("M-07: no quota where no maildirsize is, none where it is something else; and none is made")
    void none() throws Exception {
        ann.deliver(TEN);
        remove(1);
        assertThat(quota).doesNotExist();
        Files.createDirectory(quota);
        ann.deliver(TEN);
        remove(1);
        Files.delete(quota);
        Path elsewhere = Files.writeString(mail.resolve("elsewhere"), "1S\n5 5\n");
        Files.createSymbolicLink(quota, elsewhere);
        ann.deliver(TEN);
        remove(1);
        assertThat(elsewhere).hasContent("1S\n5 5\n");
    }

    @Test
    @DisplayName("M-07: what a removal gives back is what was counted: S= of the name, nothing for one marked T")
    void removal() throws Exception {
        ann.plant("cur", "1.a,S=100:2,S", TEN);
        ann.plant("cur", "2.a:2,T", TEN);
        ann.plant("cur", "3.a:2,", TEN);
        Files.writeString(quota, "5000S\n200 3\n");
        remove(1, 2, 3);
        assertThat(quota).hasContent("5000S\n200 3\n-110 -2\n");
        Files.writeString(quota, "5000S\n200 3\n");
        ann.plant("cur", "5.a:2,T", TEN);
        remove(1);
        assertThat(quota).hasContent("5000S\n200 3\n");
        Files.writeString(quota, "5000S\n5 1\n");
        ann.plant("cur", "4.a:2,", TEN);
        remove(1);
        assertThat(quota).hasContent("5000S\n0 0\n");
    }

    @Test
    @DisplayName("M-07: a sum of nothing can be true, also of messages without octets, and is not counted anew")
    void nothing() throws Exception {
        ann.plant("new", "1.a", TEN);
        Files.writeString(quota, "5000S\n10 1\n");
        remove(1);
        assertThat(quota).hasContent("5000S\n10 1\n-10 -1\n");
        ann.deliver("x");
        assertThat(quota).hasContent("5000S\n10 1\n-10 -1\n1 1\n");
        Files.writeString(quota, "5000S\n0 3\n");
        ann.deliver("x");
        assertThat(quota).hasContent("5000S\n0 3\n1 1\n");
    }

    @ParameterizedTest
    @DisplayName("M-04, M-07: S= is a number of at most 15 digits between commas")
    @CsvSource(
            delimiter = '|',
            value = {
                "1.x,S=5 | 5", "1.x,S=5,W=6 | 5", "',S=5' | 5", "1.x,S=0 | 0",
                        "1.x,S=123456789012345 | 123456789012345",
                "1.x,S=1234567890123456 | -1", "1.x,S= | -1", "1.x,S=,W=5 | -1", "1.x,S=5x | -1", "1.x,S=/ | -1",
                "1.x,S=: | -1", "1.x,S=19:2 | -1", "1.x,s=5 | -1", "1.x | -1"
            })
    void inName(String base, long octets) {
        assertThat(NameSizes.stored(base)).isEqualTo(octets);
    }

    @ParameterizedTest(name = "{0} times")
    @DisplayName("M-07: counted again where messages come meanwhile, five times at most")
    @CsvSource({"0, 1, 0 0", "1, 2, 10 1", "3, 4, 30 3", "4, 5, 40 4", "5, 5, 40 4", "9, 5, 40 4"})
    void countedAgain(int arrivals, int counts, String line) throws Exception {
        Files.writeString(quota, "5000S\nnonsense\n");
        AtomicInteger looks = new AtomicInteger();
        AtomicInteger arrived = new AtomicInteger();
        WatchedFolder folder = WatchedFolder.of(ann.maildir());
        folder.before("enter .", () -> {
            // A count enters the Maildir twice, for its own folders and then for the others; a look for changes too.
            return looks.incrementAndGet() % 4 == 2 && arrived.get() < arrivals
                    ? arrive(arrived.incrementAndGet())
                    : ann.maildir();
        });
        try (Maildir maildir = folder.maildir(ann.maildir())) {
            QuotaFile.of(maildir).countAnew();
        }
        assertThat(quota).hasContent("5000S\n" + line + "\n");
        assertThat(looks).hasValue(4 * counts - (counts < 5 ? 0 : 2));
    }

    private Path arrive(int number) throws IOException {
        ann.plant("new", number + ".a", TEN);
        FileTime time = FileTime.from(Instant.now().plusSeconds(number));
        return Files.setLastModifiedTime(ann.maildir().resolve("new"), time);
    }

    @Test
    @DisplayName("S-39: what is counted is durable before it takes the place of the old file, and nothing stays in tmp")
    void durable() throws Exception {
        Files.writeString(quota, "5000S\nnonsense\n");
        WatchedFolder folder = WatchedFolder.of(ann.maildir());
        try (Maildir maildir = folder.maildir(ann.maildir())) {
            QuotaFile.of(maildir).countAnew();
        }
        assertThat(folder.changes())
                .extracting(call -> call.replaceAll("/.*", ""))
                .containsExactly("write tmp", "force tmp", "move tmp", "delete tmp");
    }

    @Test
    @DisplayName("M-07: a session of root does not take the file away from those who deliver")
    void ofSomebodyElse() throws Exception {
        ann.plant("new", "1.a", TEN);
        Files.writeString(quota, "5000S\nnonsense\n");
        Programs.need(
                "needs the right to give files away",
                "chown",
                "-R",
                "12345",
                ann.maildir().toString());
        try (Maildir maildir = Folders.openMaildir(ann.maildir())) {
            assertThatThrownBy(() -> QuotaFile.of(maildir).countAnew())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("expected to run as 12345");
        }
        assertThat(MaildirCheck.repair(ann.maildir()))
                .extracting(MaildirFinding::toString)
                .singleElement()
                .asString()
                .startsWith("maildirsize: lines that cannot be read: 1; it cannot be counted anew: expected to run as");
        remove(1);
        assertThat(quota).hasContent("5000S\nnonsense\n-10 -1\n");
        assertThat(ann.files("tmp")).isEmpty();
    }

    @Test
    @DisplayName("M-07: what goes to the trash does not count any more; the trash is marked as a folder of Maildir++")
    void trash() throws Exception {
        ann = Ann.in(mail, Ann.HASTY.withFlags(MaildirOptions.Flags.TRASH), Clock.systemUTC());
        Files.writeString(quota, "25S\n0 0\n");
        ann.deliver(TEN);
        ann.deliver(TEN);
        remove(1);
        ann.deliver(TEN);
        assertThat(quota).hasContent("25S\n0 0\n10 1\n10 1\n-10 -1\n10 1\n");
        assertThat(ann.maildir().resolve(".Trash/maildirfolder")).isEmptyFile();
    }

    private void remove(int... numbers) throws MaildropException {
        try (Maildrop drop = ann.open()) {
            assertThat(drop.commit(Ann.numbers(numbers)).isEmpty()).isTrue();
        }
    }
}
