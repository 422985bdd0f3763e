package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is left out of the file of unique-ids, and when. */
@DisplayName("Once a day a login leaves out old lines of the file of unique-ids")
class IdCompactionTest {
    private static final Instant NOW = Instant.now();
    private static final long OLD = NOW.minus(Duration.ofDays(31)).getEpochSecond();
    private static final long YOUNG = NOW.minus(Duration.ofDays(29)).getEpochSecond();

    @TempDir
    Path mail;

    private Path file;

    @BeforeEach
    void createAnn() throws Exception {
        Ann ann = Ann.in(mail);
        file = ann.maildir().resolve("pop3j.ids");
        ann.plant("cur", "1.here:2,", "one");
    }

    /** The file is as a session left it, and then a day passes. */
    private String afterADay(int old) throws Exception {
        List<IdLine> lines = new ArrayList<>();
        lines.add(IdLine.pinned(OLD, "1.here", Look.NO_PRINT, "imported"));
        lines.add(IdLine.pinned(OLD, "2.gone", Look.NO_PRINT, "no-longer"));
        lines.add(IdLine.pinned(OLD, "3.young", Look.NO_PRINT, "removed-lately"));
        lines.add(IdLine.removed(YOUNG, "3.young", 7));
        lines.add(IdLine.delivered(YOUNG, "4.young"));
        for (int i = 0; i < old; i++) {
            lines.add(IdLine.removed(OLD, "9." + i + ".old", 7));
        }
        try (Maildir maildir = Folders.openMaildir(file.getParent())) {
            new IdFile(maildir).append(lines);
        }
        assertThat(at(NOW.minus(Duration.ofDays(2)))).containsExactly("imported");
        assertThat(at(NOW)).containsExactly("imported");
        return Files.readString(file);
    }

    private List<String> at(Instant now) throws Exception {
        return Ann.in(mail, Ann.HASTY, Clock.fixed(now, ZoneOffset.UTC)).ids();
    }

    @Test
    @DisplayName(
            "of removals and deliveries after 30 days, and ids of messages that are gone; those of messages that are there stay")
    void leftOut() throws Exception {
        assertThat(afterADay(3_000))
                .contains("imported", " 3.young ", "removed-lately", " 4.young ")
                .doesNotContain(".old ", " 2.gone ")
                .hasLineCount(5);
        assertThat(at(NOW.plus(Duration.ofDays(2)))).containsExactly("imported");
    }

    @Test
    @DisplayName("but not while the file is small")
    void small() throws Exception {
        assertThat(afterADay(300)).contains(" 9.299.old ").hasLineCount(306);
    }

    @Test
    @DisplayName("S-39: nor while a delivery may append to it")
    void beside() throws Exception {
        try (Maildir maildir = Folders.openMaildir(file.getParent())) {
            MaildirLock delivery =
                    MaildirLock.take(maildir, Delivery.LOCK, Duration.ZERO).orElseThrow();
            assertThat(afterADay(3_000)).contains(" 9.2999.old ");
            delivery.close();
        }
    }

    @ParameterizedTest(name = "{0} young, {1} old")
    @DisplayName("nor while half of the lines count")
    @CsvSource({"1000, 1000, 2000", "999, 1001, 999"})
    void half(int young, int old, int left) throws Exception {
        List<IdLine> lines = new ArrayList<>();
        for (int i = 0; i < young; i++) {
            lines.add(IdLine.removed(YOUNG, "9." + i + ".young", 7));
        }
        for (int i = 0; i < old; i++) {
            lines.add(IdLine.delivered(OLD, "9." + i + ".old"));
        }
        try (Maildir maildir = Folders.openMaildir(file.getParent())) {
            new IdFile(maildir).append(lines);
            try (IdCompaction compaction = IdCompaction.begin(maildir)) {
                compaction.run(new Catalogue(), NOW, Duration.ofDays(30));
            }
            assertThat(new IdFile(maildir).read().lines()).isEqualTo(left);
        }
    }
}
