package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names in {@code cur}, and what is made of them. */
class InfoSuffixTest {
    @ParameterizedTest
    @DisplayName("M-03: the end of a name in cur, and the flag S added in the order of the alphabet")
    @CsvSource(
            delimiter = '|',
            value = {
                "1.x      | 1.x:2,   | false | 1.x:2,S",
                "1.x:2,   | 1.x:2,   | false | 1.x:2,S",
                "1.x:2,S  | 1.x:2,S  | true  | 1.x:2,S",
                "1.x:2,RT | 1.x:2,RT | false | 1.x:2,RST",
                "1.x:2,aSb | 1.x:2,aSb | true | 1.x:2,Sab",
                "1.x:2,FSS | 1.x:2,FSS | true | 1.x:2,FS",
                "S.x      | S.x:2,   | false | S.x:2,S",
                "S.x:2,   | S.x:2,   | false | S.x:2,S",
                "1.x:1,S  | 1.x:1,S  | false | 1.x:1,S",
                "1.x:     | 1.x:     | false | 1.x:",
                ":2,S     | :2,S     | true  | :2,S",
                ":2,      | :2,      | false | :2,S",
                ":        | :        | false | :",
                "1S:2     | 1S:2     | false | 1S:2",
            })
    void names(String name, String in, boolean isSeen, String seen) {
        assertThat(InfoSuffix.in(name)).isEqualTo(in);
        assertThat(InfoSuffix.has('S', name)).isEqualTo(isSeen);
        assertThat(InfoSuffix.with('S', name)).isEqualTo(seen);
    }

    @ParameterizedTest
    @DisplayName("M-03: a name of any octets becomes a path of one element, and has these octets again")
    @ValueSource(
            strings = {"1.x:2,S", "a b", "caf\u00e9", "\u00c3\u00a9", "%41", "\u007f", "\u0001", "\u0080", "x\u00ff"})
    void paths(String name) throws Exception {
        Path path = FileNames.path(name);
        assertThat(path.getNameCount()).isEqualTo(1);
        assertThat(path.isAbsolute()).isFalse();
        NameReader reader = new NameReader();
        reader.read(path);
        assertThat(reader.text()).isEqualTo(name);
        byte[] inside = ("//" + name + "\0").getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(FileNames.path(inside, 2, name.length())).isEqualTo(path);
    }

    @ParameterizedTest
    @DisplayName("S-38: octets that are no name lead to no file")
    @ValueSource(strings = {"a/b", "/", "../x", "a\0", "\0", "\u00e9/"})
    void noNames(String name) {
        Assertions.assertThatThrownBy(() -> FileNames.path(name)).isInstanceOf(NoSuchFileException.class);
    }
}
