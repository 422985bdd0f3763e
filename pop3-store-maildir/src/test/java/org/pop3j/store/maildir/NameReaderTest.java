package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Octets of file names, read from paths and made paths again. */
class NameReaderTest {
    private final NameReader reader = new NameReader();

    private static Path path(String raw) {
        return Path.of(URI.create("file:///" + raw));
    }

    @ParameterizedTest
    @DisplayName("M-03: the octets of a name, and how many of them are before the colon")
    @CsvSource({
        "1.x,              1.x, 3",
        "'1.x:2,S',        '1.x:2,S', 3",
        "folder/1.x:a:b,   1.x:a:b, 3",
        "a%3Ab/1.x,        1.x, 3",
        "caf%E9,           caf\u00e9, 4",
        "caf%C3%A9:2,      caf\u00c3\u00a9:2, 5",
        "fold%E9r/%FF%80,  \u00ff\u0080, 2",
        "fold%E9r/1.x,     1.x, 3",
        "caf%E9%25%41%3A,  caf\u00e9%A:, 6",
        "%3A%E9,           :\u00e9, 0",
        "%3Ax,             :x, 0",
    })
    void names(String raw, String octets, int baseLength) {
        for (String before : new String[] {"", "longer-and-with:a-colon", "%E9%E9%E9%E9%E9%E9%E9"}) {
            reader.read(path(before));
            reader.read(path(raw));
            assertThat(reader.text()).isEqualTo(octets);
            assertThat(reader.length()).isEqualTo(octets.length());
            assertThat(reader.baseLength()).isEqualTo(baseLength);
            assertThat(Arrays.copyOf(reader.octets(), octets.length()))
                    .isEqualTo(octets.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @ParameterizedTest
    @DisplayName("M-02: a name that begins with a dot is hidden")
    @CsvSource({".x, true", "x., false", "'', true", ".%E9, true", "%E9., false", ".a/x, false"})
    void hidden(String raw, boolean isHidden) {
        reader.read(path(raw));
        assertThat(reader.isHidden()).isEqualTo(isHidden);
    }

    @Test
    @DisplayName("Names of any length, whatever was read before")
    void lengths() {
        for (int length : new int[] {1, 255, 256, 257, 1, 600, 5_000}) {
            for (String octet : new String[] {"x", "%E9"}) {
                reader.read(path(octet.repeat(length)));
                assertThat(reader.length()).isEqualTo(length);
                assertThat(reader.baseLength()).isEqualTo(length);
            }
        }
    }

    @Test
    @DisplayName("A relative path, as a folder gives them, and a folder's own")
    void relative() {
        reader.read(Path.of("1.x:2,S"));
        assertThat(reader.text()).isEqualTo("1.x:2,S");
        reader.read(path("caf%E9/"));
        assertThat(reader.text()).isEqualTo("caf\u00e9");
    }

    @Test
    @DisplayName("How much of some octets is the base, also in the middle of others")
    void baseLength() {
        byte[] octets = "a:bc:d".getBytes(StandardCharsets.US_ASCII);
        assertThat(NameReader.baseLength(octets, 0, 6)).isEqualTo(1);
        assertThat(NameReader.baseLength(octets, 2, 4)).isEqualTo(2);
        assertThat(NameReader.baseLength(octets, 2, 2)).isEqualTo(2);
        assertThat(NameReader.baseLength(octets, 1, 3)).isZero();
    }

    @Test
    @DisplayName("Names are read many at a time; hidden ones are left out, and none is lost between two times")
    void batches() {
        Catalogue messages = new Catalogue();
        byte[] known = "7.x".getBytes(StandardCharsets.US_ASCII);
        messages.add(Part.NEW, known, 3, new Look(1, 1, 1));
        CatalogueIndex index = new CatalogueIndex(messages);
        Iterator<Path> names = Stream.concat(
                        Stream.of(Path.of(".hidden")),
                        IntStream.range(0, 150).mapToObj(i -> Path.of(i % 50 == 49 ? "." + i : i + ".x:2,")))
                .iterator();
        NameBatch batch = new NameBatch();
        List<Integer> counts = new java.util.ArrayList<>();
        List<String> read = new java.util.ArrayList<>();
        for (batch.read(names, index); batch.count() > 0; batch.read(names, index)) {
            counts.add(batch.count());
            for (int i = 0; i < batch.count(); i++) {
                read.add(batch.name(i).text());
                assertThat(batch.file(i)).hasToString(batch.name(i).text());
                assertThat(batch.hash(i))
                        .isEqualTo(CatalogueIndex.hash(
                                batch.name(i).octets(), 0, batch.name(i).baseLength()));
            }
        }
        assertThat(counts).containsExactly(64, 64, 19);
        assertThat(read)
                .hasSize(147)
                .startsWith("0.x:2,", "1.x:2,")
                .endsWith("148.x:2,")
                .doesNotHaveDuplicates();
    }
}
