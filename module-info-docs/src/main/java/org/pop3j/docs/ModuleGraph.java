package org.pop3j.docs;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which module requires which, as far as it is drawn: without the modules of the JDK, without what is only needed to
 * compile, and without arrows that follow from others.
 *
 * @param names the modules
 * @param arrows the arrows that are left
 */
record ModuleGraph(NavigableSet<String> names, Set<Arrow> arrows) {
    /** A required module; what is re-exported to readers is drawn stronger. */
    record Arrow(String from, String to, Strength strength) {}

    /** Plain or transitive. */
    enum Strength {
        PLAIN,
        TRANSITIVE
    }

    private static final Comparator<Arrow> BY_NAMES =
            Comparator.comparing(Arrow::from).thenComparing(Arrow::to);

    static ModuleGraph of(Collection<ModuleDescriptor> modules) {
        NavigableSet<String> names = new TreeSet<>();
        Set<Arrow> arrows = new TreeSet<>(BY_NAMES);
        for (ModuleDescriptor module : modules) {
            names.add(module.name());
            for (Requires requires : DescriptorTable.required(module)) {
                if (isDrawn(requires)) {
                    names.add(requires.name());
                    arrows.add(new Arrow(module.name(), requires.name(), strength(requires)));
                }
            }
        }
        return new ModuleGraph(names, withoutImplied(arrows));
    }

    /** The modules at the other ends of a module's arrows. */
    List<String> targets(String from) {
        return arrows.stream()
                .filter(arrow -> arrow.from().equals(from))
                .map(Arrow::to)
                .toList();
    }

    /** The modules that have an arrow to this one. */
    List<String> sources(String to) {
        return arrows.stream()
                .filter(arrow -> arrow.to().equals(to))
                .map(Arrow::from)
                .toList();
    }

    private static boolean isDrawn(Requires requires) {
        return !requires.modifiers().contains(Requires.Modifier.STATIC)
                && !requires.name().startsWith("java.")
                && !requires.name().startsWith("jdk.");
    }

    private static Strength strength(Requires requires) {
        return requires.modifiers().contains(Requires.Modifier.TRANSITIVE) ? Strength.TRANSITIVE : Strength.PLAIN;
    }

    private static Set<Arrow> withoutImplied(Set<Arrow> arrows) {
        Set<Arrow> left = new TreeSet<>(BY_NAMES);
        for (Arrow arrow : arrows) {
            boolean isImplied = arrows.stream()
                    .filter(other -> other.from().equals(arrow.from()) && !other.equals(arrow))
                    .anyMatch(other -> leads(arrows, other.to(), arrow.to()));
            if (!isImplied) {
                left.add(arrow);
            }
        }
        return left;
    }

    private static boolean leads(Set<Arrow> arrows, String from, String to) {
        return from.equals(to)
                || arrows.stream()
                        .filter(arrow -> arrow.from().equals(from))
                        .anyMatch(arrow -> leads(arrows, arrow.to(), to));
    }
}
