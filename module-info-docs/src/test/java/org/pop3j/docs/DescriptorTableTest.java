package org.pop3j.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescriptorTableTest {
    private static final ModuleDescriptor MODULE = ModuleDescriptor.newModule("a.b")
            .requires(Set.of(Modifier.MANDATED), "java.base")
            .requires(Set.of(Modifier.STATIC, Modifier.TRANSITIVE), "x.marks")
            .requires("x")
            .exports("a.b.spi")
            .exports("a.b", Set.of("z", "y"))
            .opens("a.b.open", Set.of("x"))
            .uses("a.b.spi.Service")
            .provides("a.b.spi.Service", List.of("a.b.One", "a.b.Two"))
            .build();

    private static final String TABLE = """
            | | |
            |---|---|
            | exports | `a.b` to `y`, `z`<br>`a.b.spi` |
            | opens | `a.b.open` to `x` |
            | requires | `x`<br>`x.marks` (static, transitive) |
            | uses | `a.b.spi.Service` |
            | provides | `a.b.spi.Service` with `a.b.One`, `a.b.Two` |
            """;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("every directive is in the table, in the order of names, and java.base is not")
    void table() {
        assertThat(new DescriptorTable(MODULE).text()).isEqualTo(TABLE);
    }

    @Test
    @DisplayName("what people wrote around the table stays")
    void page() throws IOException {
        String before = "# a.b\n" + ModulePage.BEGIN;
        String after = ModulePage.END + "\n- `x`: a reason\n- `java.base` is no reason\n";
        ModulePage page = page(before + "an old table\n" + after);
        assertThat(page.with(MODULE)).isEqualTo(before + TABLE + after);
        assertThat(page.reasons()).containsExactly("x");
    }

    @Test
    @DisplayName("a page without marks is refused, with what was expected")
    void pageWithoutMarks() throws IOException {
        ModulePage page = page("# a.b\n");
        assertThatThrownBy(() -> page.with(MODULE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a.b.md")
                .hasMessageContaining(ModulePage.END);
    }

    private ModulePage page(String text) throws IOException {
        return new ModulePage(Files.writeString(folder.resolve("a.b.md"), text));
    }
}
