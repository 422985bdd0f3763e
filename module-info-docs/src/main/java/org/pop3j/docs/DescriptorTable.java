package org.pop3j.docs;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleDescriptor.Opens;
import java.lang.module.ModuleDescriptor.Provides;
import java.lang.module.ModuleDescriptor.Requires;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A descriptor as a table in Markdown: a row for each kind of directive that it has. */
record DescriptorTable(ModuleDescriptor module) {
    String text() {
        return "| | |\n|---|---|\n"
                + row("exports", module.exports(), DescriptorTable::exports)
                + row("opens", module.opens(), DescriptorTable::opens)
                + row("requires", required(module), DescriptorTable::requires)
                + row("uses", module.uses(), DescriptorTable::code)
                + row("provides", module.provides(), DescriptorTable::provides);
    }

    /** What the module requires, without {@code java.base}, which nobody writes. */
    static Collection<Requires> required(ModuleDescriptor module) {
        return module.requires().stream()
                .filter(requires -> !requires.modifiers().contains(Requires.Modifier.MANDATED))
                .toList();
    }

    private static <T extends Comparable<? super T>> String row(
            String kind, Collection<T> directives, Function<T, String> text) {
        if (directives.isEmpty()) {
            return "";
        }
        String cells = directives.stream().sorted().map(text).collect(Collectors.joining("<br>"));
        return "| " + kind + " | " + cells + " |\n";
    }

    private static String exports(Exports exports) {
        return code(exports.source()) + to(exports.targets());
    }

    private static String opens(Opens opens) {
        return code(opens.source()) + to(opens.targets());
    }

    private static String requires(Requires requires) {
        String modifiers = requires.modifiers().stream()
                .map(modifier -> modifier.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", "));
        return code(requires.name()) + (modifiers.isEmpty() ? "" : " (" + modifiers + ")");
    }

    private static String provides(Provides provides) {
        return code(provides.service()) + " with "
                + provides.providers().stream().map(DescriptorTable::code).collect(Collectors.joining(", "));
    }

    private static String to(Set<String> targets) {
        return targets.isEmpty()
                ? ""
                : " to " + targets.stream().sorted().map(DescriptorTable::code).collect(Collectors.joining(", "));
    }

    private static String code(String name) {
        return "`" + name + "`";
    }
}
