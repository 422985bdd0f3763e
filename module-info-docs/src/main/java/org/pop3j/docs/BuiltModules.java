package org.pop3j.docs;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The modules of a checkout as they were built last.
 *
 * @param folders the folders with their classes, in the order of their names
 */
record BuiltModules(List<Path> folders) {
    /** The module that looks at the others, and is of no use without the checkout. */
    private static final String OWN = "org.pop3j.docs";

    static BuiltModules in(Path root) throws IOException {
        try (Stream<Path> children = Files.list(root)) {
            return new BuiltModules(
                    children.map(child -> child.resolve("target").resolve("classes"))
                            .filter(classes -> Files.exists(classes.resolve("module-info.class")))
                            .sorted()
                            .toList());
        }
    }

    /** All but this one, by name. */
    Collection<ModuleDescriptor> documented() {
        TreeMap<String, ModuleDescriptor> byName = new TreeMap<>();
        for (ModuleReference module : finder().findAll()) {
            byName.put(module.descriptor().name(), module.descriptor());
        }
        byName.remove(OWN);
        return byName.values();
    }

    ModuleFinder finder() {
        return ModuleFinder.of(folders.toArray(Path[]::new));
    }
}
