package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PROPERTIES.md says of each property what the code does, and names a test for it. */
class PropertiesDocumentTest {
    /** Read by the API, not by us. */
    private static final List<String> OF_THE_API = List.of("host", "user", "class");

    private static final Path TESTS = Path.of("src/test/java/org/pop3j/jakarta/mail");

    /** A line of the table. */
    private record Row(List<String> names, String ours, String tests) {
        @Override
        public String toString() {
            return String.join(", ", names);
        }
    }

    static List<Row> honoured() throws IOException {
        return rows().stream().filter(row -> !row.ours().equals("refused")).toList();
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(Path.of("PROPERTIES.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|"))
                .filter(cells -> cells.length == 7)
                .map(cells -> new Row(quoted(cells[1]), cells[4].strip(), cells[6].strip()))
                .toList();
    }

    private static List<String> quoted(String cell) {
        return Arrays.stream(cell.split("`"))
                .filter(word -> !word.matches("[\\s,]*"))
                .toList();
    }

    @Test
    @DisplayName("the table has each property that the code honours or refuses, and no other")
    void theTableHasThemAll() throws IOException {
        List<String> documented =
                rows().stream().flatMap(row -> row.names().stream()).toList();
        List<String> known = Stream.of(
                        StoreProperties.names().stream(),
                        OF_THE_API.stream(),
                        ofScope(RefusedProperty.Scope.PROTOCOL).map(RefusedProperty::propertyName))
                .flatMap(names -> names)
                .toList();
        assertThat(documented).containsExactlyInAnyOrderElementsOf(known);
    }

    @Test
    @DisplayName("the table has each property that Angus Mail reads, and says of all others that they are ours")
    void thoseOfAngus() throws IOException {
        List<String> shared = rows().stream()
                .filter(row -> !row.ours().startsWith("**"))
                .flatMap(row -> row.names().stream())
                .toList();
        assertThat(shared).containsExactlyInAnyOrderElementsOf(namesOfAngus());
    }

    private static List<String> namesOfAngus() throws IOException {
        try (InputStream names = PropertiesDocumentTest.class.getResourceAsStream("angus-properties.txt")) {
            return new String(names.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("honoured")
    @DisplayName("each property that has an effect has a test that sets it")
    void eachHasATest(Row row) throws IOException {
        for (String name : row.names()) {
            assertThat(quoted(row.tests())).as("tests of %s", name).isNotEmpty();
            boolean isSet = false;
            for (String test : quoted(row.tests())) {
                String source = Files.readString(TESTS.resolve(test + ".java"));
                isSet |= source.matches("(?s).*mail\\.pop3j?s?\\." + name.replace(".", "\\.") + "\\b.*")
                        || source.contains("\"" + name + ",")
                        || source.contains("\"" + name + "\"");
            }
            assertThat(isSet).as("%s is set in %s", name, row.tests()).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    @DisplayName("a property without effect is told once, with the reason, and stands as refused in the table")
    void refusedProperties(RefusedProperty refused) throws Exception {
        assertThat(rows().stream()
                        .filter(row -> row.names().contains(refused.propertyName()))
                        .map(Row::ours))
                .containsExactly("refused");
        // A protocol of its own, because each name is told once in the life of a JVM.
        String protocol = "t" + refused.ordinal();
        String name = "mail." + protocol + "." + refused.propertyName();
        assertThat(refused.nameFor(protocol)).isEqualTo(name);
        assertThat(toldOf(protocol, name, "true")).containsExactly(name + " has no effect: " + refused.reason());
    }

    @ParameterizedTest
    @MethodSource("refusedForAll")
    @DisplayName(
            "S-26: a property of the session without effect is told once, where it is true, and stands in its table")
    void refusedForAllProviders(RefusedProperty refused) throws Exception {
        String name = "mail." + refused.propertyName();
        assertThat(Files.readAllLines(Path.of("PROPERTIES.md")))
                .filteredOn(line -> line.startsWith("| `" + name + "` | refused: " + refused.reason()))
                .hasSize(1);
        assertThat(toldOf("pop3", name, "false")).isEmpty();
        assertThat(toldOf("pop3", name, "true")).containsExactly(name + " has no effect: " + refused.reason());
    }

    /** What is logged when a store connects twice, to nobody. */
    private static List<String> toldOf(String protocol, String name, String value) {
        Properties properties = new Properties();
        properties.put(name, value);
        Pop3Store store = new Pop3Store(Session.getInstance(properties), new URLName(protocol + "://127.0.0.1"));
        List<String> told = new ArrayList<>();
        Handler listening = listening(told);
        Logger logger = Logger.getLogger("org.pop3j.jakarta.mail");
        Level before = logger.getLevel();
        logger.addHandler(listening);
        logger.setLevel(Level.WARNING);
        try {
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> store.connect("127.0.0.1", 1, "mrose", "secret"))
                        .isInstanceOf(MessagingException.class);
            }
        } finally {
            logger.setLevel(before);
            logger.removeHandler(listening);
        }
        return told;
    }

    static Stream<RefusedProperty> refused() {
        return ofScope(RefusedProperty.Scope.PROTOCOL);
    }

    static Stream<RefusedProperty> refusedForAll() {
        return ofScope(RefusedProperty.Scope.SESSION);
    }

    private static Stream<RefusedProperty> ofScope(RefusedProperty.Scope scope) {
        return Arrays.stream(RefusedProperty.values()).filter(refused -> refused.scope() == scope);
    }

    private static Handler listening(List<String> told) {
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord logged) {
                told.add(new SimpleFormatter().formatMessage(logged));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        return handler;
    }
}
