package org.pop3j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents name must be there. */
class DocumentsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(#[^)\\s]+)?\\)");
    private static final Pattern REQUIREMENT =
            Pattern.compile("\\b(?:[CV]00\\d\\d|R\\d{4}-\\d\\d|S-\\d\\d|M-\\d\\d|D-\\d{1,2}|I-\\d\\d)\\b");
    private static final Pattern TEST_CLASS = Pattern.compile("`([A-Z]\\w+(?:Test|Contract))`");

    static List<Path> documents() throws IOException {
        return files(name -> name.endsWith(".md"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("every link within the checkout leads somewhere")
    void linksResolve(Path document) throws IOException {
        for (MatchResult link :
                LINK.matcher(Files.readString(document)).results().toList()) {
            if (link.group(1).contains(":")) {
                continue;
            }
            Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1));
            assertThat(target.normalize())
                    .as("%s in %s", link.group(), document)
                    .exists();
            if (link.group(2) != null) {
                assertThat(anchors(target))
                        .as("%s in %s", link.group(), document)
                        .contains(link.group(2));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("every requirement that a document names stands in the code or in a test")
    void requirementsAreInTheCode(Path document) throws IOException {
        assertThat(found(REQUIREMENT, Files.readString(document), 0)).isSubsetOf(Sources.REQUIREMENTS);
    }

    @ParameterizedTest
    @MethodSource("documents")
    @DisplayName("every test class that a document names is there")
    void testsAreThere(Path document) throws IOException {
        assertThat(found(TEST_CLASS, Files.readString(document), 1)).isSubsetOf(Sources.CLASSES);
    }

    /** Read once: all that stands in the Java files. */
    private static final class Sources {
        static final Set<String> REQUIREMENTS = new TreeSet<>();
        static final Set<String> CLASSES = new TreeSet<>();

        static {
            try {
                for (Path file : files(name -> name.endsWith(".java"))) {
                    REQUIREMENTS.addAll(found(REQUIREMENT, Files.readString(file), 0));
                    CLASSES.add(file.getFileName().toString().replace(".java", ""));
                }
            } catch (IOException e) {
                throw new ExceptionInInitializerError(e);
            }
        }
    }

    private static Set<String> found(Pattern pattern, String text, int group) {
        return pattern.matcher(text).results().map(match -> match.group(group)).collect(Collectors.toSet());
    }

    private static Set<String> anchors(Path document) throws IOException {
        return Files.readAllLines(document).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(title -> "#" + title.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static List<Path> files(Predicate<String> isWanted) throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            return all.filter(file -> isWanted.test(file.getFileName().toString()))
                    .filter(DocumentsTest::isOurs)
                    .sorted()
                    .toList();
        }
    }

    /** Neither built nor hidden. */
    private static boolean isOurs(Path file) {
        for (Path name : ROOT.relativize(file)) {
            if (name.toString().equals("target") || name.toString().startsWith(".")) {
                return false;
            }
        }
        return true;
    }
}
