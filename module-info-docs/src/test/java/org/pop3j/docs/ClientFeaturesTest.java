package org.pop3j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Each row of docs/client-features.md names a class and tests that are there, or gives the reason why it is refused. */
class ClientFeaturesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private record Row(String feature, List<String> types, List<String> tests, String notes) {
        static Row of(String line) {
            String[] cells = line.split("\\|", -1);
            return new Row(cells[1].strip(), names(cells[2]), names(cells[3]), cells[4].strip());
        }

        private static List<String> names(String cell) {
            return Arrays.stream(cell.replace("`", "").split(","))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .toList();
        }

        boolean isRefused() {
            return notes.startsWith("refused");
        }

        @Override
        public String toString() {
            return feature;
        }
    }

    static List<Row> rows() throws IOException {
        return Files.readAllLines(ROOT.resolve("docs/client-features.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| feature"))
                .map(Row::of)
                .toList();
    }

    /** The rows that the comparison had, in its order, and what none of those compared has. */
    private static List<String> compared() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ClientFeaturesTest.class.getResourceAsStream("client-features.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    @Test
    @DisplayName("every row of the comparison is there, at most one in ten refused")
    void complete() throws IOException {
        assertThat(rows()).extracting(Row::feature).isEqualTo(compared());
        assertThat(rows().stream().filter(Row::isRefused)).hasSizeLessThanOrEqualTo(rows().size() / 10);
    }

    @ParameterizedTest
    @MethodSource("rows")
    @DisplayName("class and tests are there, or the row is refused with a reason")
    void given(Row row) throws Exception {
        if (row.isRefused()) {
            assertThat(row.notes()).hasSizeGreaterThan(30);
            assertThat(row.types()).isEmpty();
            assertThat(row.tests()).isEmpty();
            return;
        }
        assertThat(row.types()).hasSize(1);
        assertThat(row.tests()).isNotEmpty();
        try (URLClassLoader loader = built()) {
            requireThere(loader, row.types().get(0));
            for (String test : row.tests()) {
                requireTest(loader, test);
            }
        }
    }

    /** {@code class} or {@code class#method}. */
    private static void requireThere(ClassLoader loader, String name) throws ClassNotFoundException {
        String[] parts = name.split("#");
        assertThat(loader.getResource(parts[0].replace('.', '/') + ".class"))
                .as(parts[0])
                .isNotNull();
        if (parts.length > 1) {
            assertThat(methods(loader, name)).as(name).isNotEmpty();
        }
    }

    /** {@code class#method} that JUnit runs. */
    private static void requireTest(ClassLoader loader, String name) throws ClassNotFoundException {
        assertThat(name).contains("#");
        assertThat(methods(loader, name))
                .as(name)
                .anyMatch(method -> AnnotationSupport.isAnnotated(method, Testable.class)
                        && !AnnotationSupport.isAnnotated(method, Disabled.class));
    }

    private static List<Method> methods(ClassLoader loader, String name) throws ClassNotFoundException {
        String[] parts = name.split("#");
        return Arrays.stream(Class.forName(parts[0], false, loader).getDeclaredMethods())
                .filter(method -> method.getName().equals(parts[1]))
                .toList();
    }

    /** Whatever the other modules have built: they come before this one. */
    private static URLClassLoader built() throws IOException {
        List<URL> places = new ArrayList<>();
        try (Stream<Path> folders = Files.list(ROOT)) {
            for (Path folder : folders.toList()) {
                for (String classes : List.of("target/classes", "target/test-classes")) {
                    if (Files.isDirectory(folder.resolve(classes))) {
                        places.add(folder.resolve(classes).toUri().toURL());
                    }
                }
            }
        }
        return new Built(places.toArray(URL[]::new));
    }

    /** Looks for classes of ours in what was built first: a test and what it implements must come from one loader. */
    private static final class Built extends URLClassLoader {
        Built(URL[] places) {
            super(places, ClientFeaturesTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                boolean isOurs =
                        name.startsWith("org.pop3j.") && findResource(name.replace('.', '/') + ".class") != null;
                if (loaded != null || !isOurs) {
                    return loaded != null ? loaded : super.loadClass(name, resolve);
                }
                return findClass(name);
            }
        }
    }
}
