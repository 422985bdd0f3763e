package org.pop3j.cli;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.pop3j.codec.PeerText;
import org.pop3j.sasl.SaslMechanism;
import org.pop3j.server.Logins;

/**
 * What {@code --mechanisms} says.
 *
 * @param names the mechanisms
 * @param standFor whether they are all there are
 */
record MechanismNames(Set<SaslMechanism> names, StandFor standFor) {
    private static final String NONE = "none";
    private static final String MORE = "+";

    enum StandFor {
        ALL,
        THOSE_BESIDE_THE_USUAL
    }

    static MechanismNames parse(String list) throws Failure {
        List<String> names = Arrays.stream(list.split(",")).map(String::strip).toList();
        long more = names.stream().filter(name -> name.startsWith(MORE)).count();
        if (more != 0 && more != names.size()) {
            throw Failure.refused("--mechanisms: expected names that all have a + in front, or none of them");
        }
        Set<SaslMechanism> mechanisms = EnumSet.noneOf(SaslMechanism.class);
        if (!names.equals(List.of(NONE))) {
            for (String name : names) {
                mechanisms.add(mechanism(more == 0 ? name : name.substring(MORE.length())));
            }
        }
        return new MechanismNames(mechanisms, more == 0 ? StandFor.ALL : StandFor.THOSE_BESIDE_THE_USUAL);
    }

    private static SaslMechanism mechanism(String name) throws Failure {
        return SaslMechanism.named(name)
                .orElseThrow(() -> Failure.refused("--mechanisms: expected some of "
                        + Arrays.stream(SaslMechanism.values())
                                .map(SaslMechanism::mechanismName)
                                .collect(Collectors.joining(", "))
                        + ", got " + PeerText.quote(name)));
    }

    Logins applyTo(Logins logins) {
        return switch (standFor) {
            case ALL -> logins.mechanisms(names);
            case THOSE_BESIDE_THE_USUAL -> logins.moreMechanisms(names);
        };
    }
}
