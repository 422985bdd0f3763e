package org.pop3j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.module.ResolvedModule;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What holds for all modules together. */
class BuiltModulesTest {
    private static final Path ROOT = Path.of("..");
    private static final int JAVA_17 = 61;
    /** Have no module-info, since JMH and the peers are no modules, and are not published. */
    private static final Set<String> UNPUBLISHED = Set.of("pop3-bench", "pop3-peers", "pop3-jakarta-mail-interop");

    private static final Pattern DOCUMENTED_AND_NULL_MARKED =
            Pattern.compile("/\\*\\*\n \\* [A-Z].*\\*/\n@NullMarked\nmodule org\\.pop3j\\.", Pattern.DOTALL);

    @Test
    @DisplayName("every folder of the build has a module, but for the benchmarks and the peers")
    void everyFolderHasAModule() throws IOException {
        String build = Files.readString(ROOT.resolve("pom.xml"));
        List<String> folders = Pattern.compile("<module>(.+)</module>")
                .matcher(build)
                .results()
                .map(folder -> folder.group(1))
                .filter(folder -> !UNPUBLISHED.contains(folder))
                .toList();
        assertThat(built().folders().stream().map(classes -> classes.getName(1).toString()))
                .containsExactlyInAnyOrderElementsOf(folders);
    }

    @Test
    @DisplayName("what is required is there, nothing requires itself by a detour, no package is in two modules")
    void noCyclesAndNoSplitPackages() throws IOException {
        Configuration everything = resolve(
                built().documented().stream().map(ModuleDescriptor::name).toList());
        assertThat(everything.modules().stream().flatMap(module -> module.reference().descriptor().packages().stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("on the path of the command no module is automatic")
    void noAutomaticModules() throws IOException {
        Configuration command = resolve(List.of("org.pop3j.cli"));
        assertThat(command.modules())
                .extracting(ResolvedModule::name)
                .contains("org.pop3j.cli", "org.pop3j.jakarta.mail", "org.pop3j.store.maildir");
        assertThat(command.modules())
                .filteredOn(module -> module.reference().descriptor().isAutomatic())
                .isEmpty();
    }

    @Test
    @DisplayName("every class is for Java 17")
    void classesAreForJava17() throws IOException {
        for (Path folder : built().folders()) {
            try (Stream<Path> files = Files.walk(folder)) {
                assertThat(files.filter(file -> file.toString().endsWith(".class")))
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(ByteBuffer.wrap(Files.readAllBytes(file))
                                        .getInt(4))
                                .isEqualTo(JAVA_17));
            }
        }
    }

    @Test
    @DisplayName("every descriptor has a comment and @NullMarked")
    void descriptorsAreDocumented() throws IOException {
        for (Path folder : built().folders()) {
            Path source = folder.resolve("../../src/main/java/module-info.java");
            assertThat(Files.readString(source)).as("%s", source).containsPattern(DOCUMENTED_AND_NULL_MARKED);
        }
    }

    private static Configuration resolve(List<String> roots) throws IOException {
        ModuleFinder others = ModuleFinder.compose(libraries(), new RestOfTheSystem());
        return ModuleLayer.boot().configuration().resolveAndBind(built().finder(), others, roots);
    }

    /** Modules of the JDK that this test was started without, such as jdk.crypto.ec, which exports nothing on JDK 25. */
    private static final class RestOfTheSystem implements ModuleFinder {
        @Override
        public Optional<ModuleReference> find(String name) {
            return ModuleFinder.ofSystem().find(name);
        }

        /** None: what nobody requires is not to be bound as a provider. */
        @Override
        public Set<ModuleReference> findAll() {
            return Set.of();
        }
    }

    private static ModuleFinder libraries() {
        List<Path> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (entry.endsWith(".jar")) {
                jars.add(Path.of(entry));
            }
        }
        assertThat(jars).isNotEmpty();
        return ModuleFinder.of(jars.toArray(Path[]::new));
    }

    private static BuiltModules built() throws IOException {
        return BuiltModules.in(ROOT);
    }
}
