package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** docs/maildir-options.md names each option of a store, with its values, its default and an example that can be used. */
class OptionsDocumentTest {
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private record Row(String name, List<String> values, String byDefault, String example) {}

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(Path.of("../docs/maildir-options.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|"))
                .map(cells -> new Row(
                        quoted(cells[1]).get(0),
                        cells[2].contains("a time") || cells[2].contains("a folder") ? List.of() : quoted(cells[2]),
                        quoted(cells[3]).get(0),
                        quoted(cells[4]).get(0)))
                .toList();
    }

    private static List<String> quoted(String cell) {
        return QUOTED.matcher(cell).results().map(found -> found.group(1)).toList();
    }

    @Test
    @DisplayName("all options are on the page, and no other")
    void names() throws Exception {
        assertThat(rows()).extracting(Row::name).containsExactlyElementsOf(OptionQuery.names());
    }

    @Test
    @DisplayName("the default is the one of the code, the example another")
    void defaults() throws Exception {
        for (Row row : rows()) {
            assertThat(OptionQuery.read(row.name() + "=" + row.byDefault()))
                    .as(row.name())
                    .isEqualTo(MaildirOptions.defaults());
            assertThat(row.example()).startsWith(row.name() + "=");
            assertThat(OptionQuery.read(row.example())).as(row.example()).isNotEqualTo(MaildirOptions.defaults());
        }
    }

    @Test
    @DisplayName("the values are those that the code tells when it is given another")
    void values() throws Exception {
        for (Row row : rows()) {
            String told = refusal(row.name() + "=?");
            MatchResult list = Pattern.compile("expected one of (.*); got|expected a time|expected an absolute folder")
                    .matcher(told)
                    .results()
                    .findFirst()
                    .orElseThrow();
            assertThat(row.values())
                    .as(row.name())
                    .isEqualTo(
                            list.group(1) == null
                                    ? List.of()
                                    : List.of(list.group(1).split(", ")));
        }
    }

    private static String refusal(String query) {
        try {
            throw new AssertionError("taken: " + OptionQuery.read(query));
        } catch (IllegalArgumentException refused) {
            return String.valueOf(refused.getMessage());
        }
    }
}
