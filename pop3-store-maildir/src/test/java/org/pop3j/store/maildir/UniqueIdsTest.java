package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.store.maildir.MaildirOptions.UniqueIdForm;

class UniqueIdsTest {
    private static final String DIGEST = "d0[a-z2-7]{32}";

    private final UniqueIds ids = new UniqueIds(UniqueIdForm.BASE_NAME);

    @ParameterizedTest
    @DisplayName("D-7 C0039: a base name of 1 to 70 octets of 0x21 to 0x7E is the unique-id")
    @ValueSource(
            strings = {
                "1",
                "!",
                "~",
                "1700000000.M1P2.host,S=12,W=13",
                "-",
                "d0abc",
                "D0",
                "d0abcdefghijklmnopqrstuvwxyz23456!",
                "1d0bcdefghijklmnopqrstuvwxyz234567",
                "x0abcdefghijklmnopqrstuvwxyz234567",
                "dxabcdefghijklmnopqrstuvwxyz234567"
            })
    void names(String base) {
        assertThat(ids.of(new BaseName(base)).value()).isEqualTo(base);
    }

    @ParameterizedTest
    @DisplayName("D-7: any other base name gives a digest")
    @ValueSource(strings = {"", "a b", "a\u00e9", "a\u007f", "a\nb", "d0abcdefghijklmnopqrstuvwxyz234567"})
    void digests(String base) {
        assertThat(ids.of(new BaseName(base)).value()).matches(DIGEST).isNotEqualTo(base);
    }

    @Test
    @DisplayName("D-7: 70 octets are a unique-id, 71 are not")
    void length() {
        assertThat(ids.of(new BaseName("x".repeat(70))).value()).isEqualTo("x".repeat(70));
        assertThat(ids.of(new BaseName("x".repeat(71))).value()).matches(DIGEST);
    }

    @Test
    @DisplayName("The digest is SHA-256 in base32: pinned, since changing it makes clients fetch all mail again")
    void pinned() {
        // printf 'a b' | openssl dgst -sha256 -binary | head -c 20 | base32 | tr A-Z a-z
        assertThat(ids.of(new BaseName("a b")).value()).isEqualTo("d0zbuhucfklvxnebcdfd5gu2l2xduw3q2c");
    }

    @Test
    @DisplayName("C0040: what a message is given whose base another one had: pinned, since it need not be written down")
    void salted() {
        // printf 1.x/ab | openssl dgst -sha256 -binary | head -c 20 | base32 | tr A-Z a-z
        assertThat(UniqueIds.salted("1.x", 0xAB, 0)).isEqualTo("d0hwengz6k3jd2qs7mpe34emsd7so6fqhe");
        assertThat(UniqueIds.salted("1.x", 0xAB, 1)).isEqualTo("d0tl5pey5qdp4hvon424vip6cbz4fluxrt");
    }

    @Test
    @DisplayName("R1939-31: a listing of all gives the same as asking for one: by name, by digest, its own")
    void listed() {
        Catalogue messages = new Catalogue();
        for (String name : new String[] {"1.first:2,S", "2.second", "a b:2,", "3.own:2,RS", "4.last"}) {
            int base = name.indexOf(':') < 0 ? name.length() : name.indexOf(':');
            messages.add(Part.CUR, name.getBytes(StandardCharsets.US_ASCII), base, new Look(1, 1, 1));
        }
        messages.ownId(3, "own-id".getBytes(StandardCharsets.US_ASCII));
        List<String> listed = new ArrayList<>();
        for (int i = 0; i < messages.count(); i++) {
            ids.give(
                    messages,
                    i,
                    (octets, offset, length) ->
                            listed.add(new String(octets, offset, length, StandardCharsets.US_ASCII)));
            assertThat(ids.of(messages, i).value()).isEqualTo(listed.get(i));
        }
        assertThat(listed)
                .containsExactly("1.first", "2.second", "d0zbuhucfklvxnebcdfd5gu2l2xduw3q2c", "own-id", "4.last");
    }

    @Test
    @DisplayName("D-7: unique-ids: digest gives letters and digits only")
    void alwaysDigest() {
        assertThat(new UniqueIds(UniqueIdForm.DIGEST).of(new BaseName("1")).value())
                .matches(DIGEST);
    }

    @Test
    @DisplayName("C0041 R1939-32: two files of one base are two messages with two ids, the same in each session")
    void copies(@TempDir Path mail) throws Exception {
        Ann ann = Ann.in(mail);
        ann.plant("new", "1.x", "one");
        ann.plant("cur", "1.x:2,S", "two");
        ann.plant("cur", "1.x:2,", "three");
        var first = ann.ids();
        assertThat(first).hasSize(3).doesNotHaveDuplicates().contains("1.x");
        assertThat(ann.ids()).isEqualTo(first);
    }

    @Test
    @DisplayName("One file under two names of one base is one message")
    void hardLinks(@TempDir Path mail) throws Exception {
        Ann ann = Ann.in(mail);
        Path file = ann.plant("new", "1.x", "one");
        java.nio.file.Files.createLink(ann.path("cur", "1.x:2,S"), file);
        assertThat(ann.ids()).containsExactly("1.x");
    }
}
