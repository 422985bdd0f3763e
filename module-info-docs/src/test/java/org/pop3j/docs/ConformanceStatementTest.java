package org.pop3j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.conformance.Check;
import org.pop3j.conformance.ClientKit;
import org.pop3j.conformance.Requirement;
import org.pop3j.conformance.Requirements;
import org.pop3j.conformance.ServerKit;
import org.pop3j.conformance.Side;

/** The conformance statement is what the checks and the tests of this checkout say. */
class ConformanceStatementTest {
    private static final Path ROOT = Path.of("..");

    @Test
    @DisplayName("docs/conformance-statement.md is what the generator gives")
    void pageIsCurrent() throws IOException {
        assertThat(Files.readString(ConformanceStatement.file(ROOT)))
                .as("run org.pop3j.docs.ConformanceStatement, see its Javadoc")
                .isEqualTo(ConformanceStatement.page());
    }

    @Test
    @DisplayName("it has a row for each of the 55 statements, in their order")
    void everyStatementHasARow() throws IOException {
        assertThat(ConformanceStatement.notes().stream().map(ConformanceStatement.Note::id))
                .hasSize(55)
                .containsExactlyElementsOf(Requirements.all().stream()
                        .map(Requirement::id)
                        .filter(id -> id.matches("[CV][0-9]{4}"))
                        .toList());
    }

    @Test
    @DisplayName("every test that it names exists and names the statement")
    void testsNameTheStatement() throws IOException {
        Map<String, String> sources = testSources();
        List<String> wrong = new ArrayList<>();
        for (ConformanceStatement.Note note : ConformanceStatement.notes()) {
            for (String test : Stream.concat(note.clientTests().stream(), note.serverTests().stream())
                    .toList()) {
                if (!sources.getOrDefault(test, "").contains(note.id())) {
                    wrong.add(test + " does not name " + note.id());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    @DisplayName("the documents say how many checks there are")
    void numbersOfChecks() throws IOException {
        int servers = ServerKit.checks().size();
        int clients = ClientKit.checks().size();
        for (String document : List.of("README.md", "CHANGELOG.md")) {
            assertThat(Files.readString(ROOT.resolve(document)))
                    .contains(servers + " checks of servers and " + clients + " of clients");
        }
        assertThat(Files.readString(ROOT.resolve("docs").resolve("check-your-server.md")))
                .contains("the " + servers + " checks of servers", "the " + clients + " checks of clients");
    }

    @Test
    @DisplayName(
            "each side of each row says what we do, in words of its own, and has a check where the statement binds, and a test")
    void nothingIsMissing() throws IOException {
        List<String> missing = new ArrayList<>();
        for (ConformanceStatement.Note note : ConformanceStatement.notes()) {
            missing.addAll(missing(note, Side.CLIENT, note.client(), note.clientTests()));
            missing.addAll(missing(note, Side.SERVER, note.server(), note.serverTests()));
        }
        assertThat(missing).isEmpty();
    }

    private static List<String> missing(ConformanceStatement.Note note, Side side, String does, List<String> tests) {
        List<String> missing = new ArrayList<>();
        Optional<String> rule = Requirements.of(note.id()).rule(side);
        if (does.length() < 10 || rule.equals(Optional.of(does))) {
            missing.add(note.id() + " " + side + ": what we do");
        }
        if (tests.isEmpty()) {
            missing.add(note.id() + " " + side + ": a test");
        }
        List<Check> checks = side == Side.CLIENT ? ClientKit.checks() : ServerKit.checks();
        boolean isChecked =
                checks.stream().anyMatch(check -> check.requirements().contains(note.id()));
        if (rule.isPresent() && !isChecked && Requirements.unchecked(note.id()).isEmpty()) {
            missing.add(note.id() + " " + side + ": a check");
        }
        return missing;
    }

    /** The text of test classes by name; of those with the same name, all. */
    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.filter(path -> Files.isDirectory(path.resolve("src")))
                    .toList()) {
                try (Stream<Path> files = Files.walk(module.resolve("src"))) {
                    for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                            .toList()) {
                        String name = file.getFileName().toString().replace(".java", "");
                        sources.merge(name, Files.readString(file), String::concat);
                    }
                }
            }
        }
        return sources;
    }
}
