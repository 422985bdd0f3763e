package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S-38: whose a file is, however its owner is found out. */
class OwnershipTest {
    @TempDir
    Path mail;

    private Ann ann;
    private Path own;
    private Path foreign;

    @BeforeEach
    void fill() throws Exception {
        ann = Ann.in(mail);
        own = ann.plant("new", "1.x", "one");
        foreign = ann.plant("new", "2.x", "two");
        Programs.need("needs the right to give files away", "chown", "12345", foreign.toString());
    }

    private static PosixFileAttributes attributes(Path file) throws Exception {
        return Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }

    private Ownership at(Path maildir) throws Exception {
        return new Ownership(maildir, attributes(ann.maildir()));
    }

    @Test
    @DisplayName("By number, where the path leads to the file")
    void byNumber() throws Exception {
        Ownership ownership = at(ann.maildir());
        assertThat(ownership.covers(Part.NEW, own.getFileName(), attributes(own)))
                .isTrue();
        assertThat(ownership.covers(Part.NEW, foreign.getFileName(), attributes(foreign)))
                .isFalse();
    }

    @Test
    @DisplayName("By name, where another file or none is found under the path: that other one does not count")
    void byName() throws Exception {
        Ownership ownership = at(ann.maildir());
        assertThat(ownership.covers(Part.NEW, own.getFileName(), attributes(foreign)))
                .isFalse();
        assertThat(ownership.covers(Part.NEW, foreign.getFileName(), attributes(own)))
                .isTrue();
        assertThat(ownership.covers(Part.CUR, own.getFileName(), attributes(own)))
                .isTrue();
        assertThat(ownership.covers(Part.CUR, foreign.getFileName(), attributes(foreign)))
                .isFalse();
    }

    @Test
    @DisplayName("By name, where the Maildir itself is found elsewhere by now")
    void movedMaildir() throws Exception {
        for (Path path : new Path[] {mail.resolve("elsewhere"), mail}) {
            Ownership ownership = at(path);
            assertThat(ownership.covers(Part.NEW, own.getFileName(), attributes(own)))
                    .isTrue();
            assertThat(ownership.covers(Part.NEW, foreign.getFileName(), attributes(foreign)))
                    .isFalse();
        }
    }
}
