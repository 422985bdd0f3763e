package org.pop3j.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pop3j.codec.Capabilities;
import org.pop3j.codec.Capability;

/**
 * What the caller knows better than the server's CAPA.
 *
 * @param assumed capabilities that the server has though it does not say so
 * @param ignored tags in upper case that are not to be believed
 * @param asking whether the server is asked at all
 */
record CapabilityOverride(List<Capability> assumed, Set<String> ignored, Asking asking) {
    static final CapabilityOverride NONE = new CapabilityOverride(List.of(), Set.of(), Asking.CAPA);

    /** Whether CAPA is sent. */
    enum Asking {
        CAPA,
        NEVER
    }

    CapabilityOverride {
        assumed = List.copyOf(assumed);
        ignored = Set.copyOf(ignored);
    }

    CapabilityOverride assuming(Capability capability) {
        List<Capability> more = new ArrayList<>(assumed);
        more.add(capability);
        Set<String> fewer = new LinkedHashSet<>(ignored);
        fewer.remove(capability.tag());
        return new CapabilityOverride(more, fewer, asking);
    }

    CapabilityOverride ignoring(String tag) {
        Capability unwanted = Capability.of(tag);
        Set<String> more = new LinkedHashSet<>(ignored);
        more.add(unwanted.tag());
        return new CapabilityOverride(
                assumed.stream().filter(c -> !c.tag().equals(unwanted.tag())).toList(), more, asking);
    }

    CapabilityOverride neverAsking() {
        return new CapabilityOverride(assumed, ignored, Asking.NEVER);
    }

    /** What is assumed comes first, so that it wins over the server's line of the same tag. */
    Capabilities over(Capabilities announced) {
        List<Capability> all = new ArrayList<>(assumed);
        announced.all().stream().filter(c -> !ignored.contains(c.tag())).forEach(all::add);
        return new Capabilities(all);
    }
}
