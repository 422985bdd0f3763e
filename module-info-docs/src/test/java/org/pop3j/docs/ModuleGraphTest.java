package org.pop3j.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.docs.ModuleGraph.Arrow;
import org.pop3j.docs.ModuleGraph.Strength;

class ModuleGraphTest {
    private final ModuleGraph graph = ModuleGraph.of(List.of(
            module("top", "middle", "base", "foreign"),
            module("middle", "base"),
            ModuleDescriptor.newModule("base")
                    .requires("java.net.http")
                    .requires(Set.of(Modifier.STATIC), "marks")
                    .build(),
            ModuleDescriptor.newModule("other")
                    .requires(Set.of(Modifier.TRANSITIVE), "base")
                    .build()));

    @Test
    @DisplayName("arrows that follow from others are left out, so are the JDK and what is only compiled against")
    void arrows() {
        assertThat(graph.arrows())
                .containsExactlyInAnyOrder(
                        new Arrow("top", "middle", Strength.PLAIN),
                        new Arrow("top", "foreign", Strength.PLAIN),
                        new Arrow("middle", "base", Strength.PLAIN),
                        new Arrow("other", "base", Strength.TRANSITIVE));
        assertThat(graph.names()).containsExactly("base", "foreign", "middle", "other", "top");
    }

    @Test
    @DisplayName("each arrow leads to the right, and no two boxes share a place")
    void layout() {
        GraphLayout layout = new GraphLayout(graph);
        assertThat(graph.arrows()).allMatch(a -> layout.column(a.from()) < layout.column(a.to()));
        assertThat(graph.names())
                .allMatch(name -> graph.names().stream()
                        .noneMatch(other -> !other.equals(name)
                                && layout.column(other) == layout.column(name)
                                && Math.abs(layout.box(other).y()
                                                - layout.box(name).y())
                                        < 0.999));
    }

    @Test
    @DisplayName("a module that requires nothing stands beside the one that requires it")
    void foreignModulesStandNear() {
        GraphLayout layout = new GraphLayout(graph);
        assertThat(layout.column("foreign")).isEqualTo(layout.column("top") + 1);
    }

    @Test
    @DisplayName("the drawing has a box for each module and a line for each arrow")
    void drawing() {
        String svg = new GraphDrawing(new GraphLayout(graph)).svg();
        assertThat(graph.names()).allMatch(name -> svg.contains(">" + name + "</text>"));
        assertThat(svg.lines().filter(line -> line.contains("marker-end"))).hasSize(4);
        assertThat(svg.lines().filter(line -> line.contains("stroke-width=\"2.4\"")))
                .hasSize(1);
    }

    private static ModuleDescriptor module(String name, String... required) {
        ModuleDescriptor.Builder module = ModuleDescriptor.newModule(name);
        for (String other : required) {
            module.requires(other);
        }
        return module.build();
    }
}
