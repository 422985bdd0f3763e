package org.pop3j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of docs/client-features.md names a class and a test that are there, or gives the reason why it is refused. */
class ClientFeaturesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** As many as the comparison had. */
    private static final int ROWS = 85;

    private record Row(String feature, String type, String test, String notes) {
        static Row of(String line) {
            String[] cells = line.split("\\|", -1);
            return new Row(cells[1].strip(), name(cells[2]), name(cells[3]), cells[4].strip());
        }

        private static String name(String cell) {
            return cell.strip().replace("`", "");
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

    @Test
    @DisplayName("every row of the comparison is there, at most one in ten refused")
    void complete() throws IOException {
        assertThat(rows()).hasSize(ROWS).extracting(Row::feature).doesNotHaveDuplicates();
        assertThat(rows().stream().filter(Row::isRefused)).hasSizeLessThanOrEqualTo(ROWS / 10);
    }

    @ParameterizedTest
    @MethodSource("rows")
    @DisplayName("class and test are there, or the row is refused with a reason")
    void given(Row row) throws Exception {
        if (row.isRefused()) {
            assertThat(row.notes()).hasSizeGreaterThan(30);
            assertThat(row.type() + row.test()).isEmpty();
            return;
        }
        try (URLClassLoader loader = built()) {
            require(loader, row.type());
            require(loader, row.test());
        }
    }

    /** {@code class} or {@code class#method}. */
    private static void require(ClassLoader loader, String name) throws ClassNotFoundException {
        String[] parts = name.split("#");
        assertThat(loader.getResource(parts[0].replace('.', '/') + ".class"))
                .as(parts[0])
                .isNotNull();
        if (parts.length > 1) {
            Class<?> type = Class.forName(parts[0], false, loader);
            assertThat(Arrays.stream(type.getDeclaredMethods()).map(method -> method.getName()))
                    .as("methods of " + parts[0])
                    .contains(parts[1]);
        }
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
