package org.pop3j.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pop3j.sasl.ChannelBinding;

/**
 * One way to log in, and the channel binding if it has one.
 *
 * @param way the way
 * @param binding for a -PLUS mechanism, and no other
 */
record Attempt(Way way, Optional<ChannelBinding> binding) {
    /**
     * All that come into question, in the order in which to try them. A -PLUS mechanism comes once for each binding: which
     * of them the server can compute too, it does not announce.
     */
    static List<Attempt> all(List<Way> ways, List<ChannelBinding> bindings) {
        List<Attempt> all = new ArrayList<>();
        for (Way way : ways) {
            if (way.isBound()) {
                bindings.forEach(binding -> all.add(new Attempt(way, Optional.of(binding))));
            } else {
                all.add(new Attempt(way, Optional.empty()));
            }
        }
        return all;
    }

    /** As errors show it. */
    @Override
    public String toString() {
        return way.mechanism() + binding.map(b -> " (" + b + ")").orElse("");
    }
}
