package org.pop3j.docs;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/**
 * The pages and the graph of {@code module-info-docs/modules}: says what they must hold, and writes it.
 *
 * <pre>{@code
 * java -cp module-info-docs/target/classes org.pop3j.docs.ModuleDocs .
 * }</pre>
 */
public final class ModuleDocs {
    private final Path folder;
    private final Collection<ModuleDescriptor> modules;

    /**
     * Documents the modules that were built.
     *
     * @param root the root of the checkout
     * @throws IOException if it cannot be read
     */
    public ModuleDocs(Path root) throws IOException {
        this.folder = root.resolve("module-info-docs").resolve("modules");
        this.modules = BuiltModules.in(root).documented();
    }

    /**
     * Writes the descriptor into each page, and the graph. What people wrote stays.
     *
     * @param args the root of the checkout, or nothing where it is the current folder
     * @throws IOException if something cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        ModuleDocs docs = new ModuleDocs(Path.of(args.length == 0 ? "." : args[0]));
        for (ModuleDescriptor module : docs.modules) {
            ModulePage page = docs.page(module);
            Files.writeString(page.file(), page.with(module));
        }
        Files.writeString(docs.graphFile(), docs.graph());
    }

    /** The modules that have a page, by name. */
    Collection<ModuleDescriptor> modules() {
        return modules;
    }

    ModulePage page(ModuleDescriptor module) {
        return new ModulePage(folder.resolve(module.name() + ".md"));
    }

    Path folder() {
        return folder;
    }

    Path graphFile() {
        return folder.resolve("graph.svg");
    }

    /** The graph as SVG, the same text for the same descriptors. */
    String graph() {
        return new GraphDrawing(new GraphLayout(ModuleGraph.of(modules))).svg();
    }
}
