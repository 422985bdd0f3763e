package org.pop3j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The pages and the graph against the descriptors that were built. */
class ModuleDocsTest {
    private static final String REMEDY = "to write the tables and the graph again:"
            + " java -cp module-info-docs/target/classes org.pop3j.docs.ModuleDocs .";

    private final ModuleDocs docs = docs();

    @Test
    @DisplayName("each module has a page with its exports, requires, uses and provides")
    void pagesHoldTheDescriptors() throws IOException {
        for (ModuleDescriptor module : docs.modules()) {
            ModulePage page = docs.page(module);
            assertThat(page.file()).exists();
            assertThat(Files.readString(page.file()))
                    .as("%s; %s", page.file(), REMEDY)
                    .isEqualTo(page.with(module))
                    .startsWith("# " + module.name() + "\n");
        }
    }

    @Test
    @DisplayName("each page says why the module requires what it requires, and nothing else")
    void pagesHoldTheReasons() throws IOException {
        for (ModuleDescriptor module : docs.modules()) {
            assertThat(docs.page(module).reasons())
                    .as("lines that begin with \"- `module`: \" in %s", module.name())
                    .containsExactlyInAnyOrderElementsOf(DescriptorTable.required(module).stream()
                            .map(Requires::name)
                            .toList());
        }
    }

    @Test
    @DisplayName("there is no page of a module that is gone")
    void noPageIsLeftOver() throws IOException {
        try (Stream<Path> files = Files.list(docs.folder())) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("org.")))
                    .containsExactlyInAnyOrderElementsOf(docs.modules().stream()
                            .map(module -> module.name() + ".md")
                            .collect(Collectors.toList()));
        }
    }

    @Test
    @DisplayName("the graph is drawn from the descriptors")
    void graphIsCurrent() throws IOException {
        assertThat(Files.readString(docs.graphFile())).as(REMEDY).isEqualTo(docs.graph());
    }

    private static ModuleDocs docs() {
        try {
            return new ModuleDocs(Path.of(".."));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
