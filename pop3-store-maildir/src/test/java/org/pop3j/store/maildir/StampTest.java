package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is concluded from the times of folders, and what must not be: clocks go backwards, and file systems tell times coarsely. */
class StampTest {
    @TempDir
    Path mail;

    private Ann ann;

    @BeforeEach
    void create() throws Exception {
        ann = Ann.in(mail);
        ann.plant("cur", "1700000001.M1P1.host:2,S", "one\n");
        ann.plant("new", "1700000002.M1P1.host", "two\n");
    }

    private void stamp(Instant time) throws Exception {
        for (String part : new String[] {"new", "cur"}) {
            Files.setLastModifiedTime(ann.maildir().resolve(part), FileTime.from(time));
        }
    }

    @ParameterizedTest(name = "{0} s")
    @ValueSource(longs = {0, 1, 60, 86_400})
    @DisplayName("M-05: a message that arrives while its folder keeps a time that is new or in the future is listed")
    void future(long secondsAhead) throws Exception {
        Instant time = Instant.now().plusSeconds(secondsAhead);
        stamp(time);
        assertThat(ann.ids()).hasSize(2);
        assertThat(Ann.in(mail).ids()).hasSize(2);
        ann.plant("new", "1700000003.M1P1.host", "three\n");
        ann.plant("cur", "1700000004.M1P1.host:2,", "four\n");
        stamp(time);
        assertThat(ann.ids()).hasSize(4);
        assertThat(Ann.in(mail).ids()).hasSize(4);
        Files.delete(ann.path("cur", "1700000004.M1P1.host:2,"));
        stamp(time);
        assertThat(ann.ids()).hasSize(3);
        assertThat(Ann.in(mail).ids()).hasSize(3);
    }

    @Test
    @DisplayName(
            "When the clock goes backwards: unique-ids stay different, what comes last is last, drafts are left alone")
    void backwards() throws Exception {
        List<String> known = ann.ids();
        Instant later = Instant.ofEpochSecond(1_800_000_000);
        String first = at(later).deliver("later").value();
        assertThat(ann.ids()).endsWith(first);
        String second =
                at(later.minus(Duration.ofDays(4_000))).deliver("earlier").value();
        String third = at(later.minus(Duration.ofDays(4_000)))
                .deliver("at the same time")
                .value();
        Files.writeString(ann.maildir().resolve("tmp/1700000000.M1P1.host"), "being written");
        at(later.minus(Duration.ofDays(4_000))).ids();
        assertThat(ann.ids()).startsWith(known.toArray(String[]::new)).endsWith(first, second, third);
        assertThat(ann.files("tmp")).hasSize(1);
    }

    private Ann at(Instant time) throws Exception {
        return Ann.in(mail, Ann.HASTY, Clock.fixed(time, ZoneOffset.UTC));
    }

    @Tag("peer")
    @ParameterizedTest
    @ValueSource(strings = {"a process that has just started", "the process that was there before"})
    @DisplayName("A login to a Maildir of 200 messages whose folders have not changed reads no folder (no getdents64)")
    void unchanged(String who) throws Exception {
        Programs.need("needs strace", "strace", "-V");
        Programs.need("needs the right to trace", "strace", "-o", "/dev/null", "true");
        for (int i = 3; i <= 200; i++) {
            ann.plant("cur", (1_700_000_000 + i) + ".M1P1.host:2,S", "Subject: " + i + "\n\n");
        }
        stamp(Instant.now().minusSeconds(10));
        if (who.contains("started")) {
            assertThat(ann.ids()).hasSize(200);
        }
        Path trace = mail.resolve("trace");
        List<String> command =
                new ArrayList<>(List.of("strace", "-f", "-y", "-e", "trace=getdents64,openat", "-o", trace.toString()));
        command.addAll(Programs.java(OtherProcess.class, who.contains("started") ? "login" : "log in twice", mail));
        assertThat(Programs.run(command.toArray(String[]::new))).isZero();
        List<String> calls = Files.readAllLines(trace).stream()
                .filter(line -> line.contains(mail.toString()))
                .dropWhile(line -> !line.contains(OtherProcess.SECOND_LOGIN))
                .toList();
        assertThat(calls).anyMatch(line -> line.contains("pop3j.lock"));
        assertThat(calls).noneMatch(line -> line.contains("getdents"));
    }
}
