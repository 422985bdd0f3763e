package org.pop3j.users;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pop3j.sasl.ScramHash;
import org.pop3j.sasl.ScramParameters;

/**
 * What the lines of a users file can do for SCRAM. Immutable.
 *
 * @param hashes those that every line serves (R5034-01)
 * @param hasPlain whether a line keeps the password itself, from which credentials are made at each login
 * @param parameters of each hash, how most lines are hashed
 */
record ScramOffer(Set<ScramHash> hashes, boolean hasPlain, Map<ScramHash, ScramParameters> parameters) {
    static ScramOffer of(Collection<StoredPassword> passwords) {
        Set<ScramHash> hashes = EnumSet.noneOf(ScramHash.class);
        for (ScramHash hash : ScramHash.values()) {
            if (passwords.stream().allMatch(password -> serves(password, hash))) {
                hashes.add(hash);
            }
        }
        return new ScramOffer(
                Set.copyOf(hashes),
                passwords.stream().anyMatch(PlainPassword.class::isInstance),
                hashes.stream().collect(Collectors.toMap(Function.identity(), hash -> usual(passwords, hash))));
    }

    private static boolean serves(StoredPassword password, ScramHash hash) {
        return password instanceof PlainPassword
                || password instanceof ScramPassword scram && scram.credential().hash() == hash;
    }

    private static ScramParameters usual(Collection<StoredPassword> passwords, ScramHash hash) {
        Map<ScramParameters, Long> counts = passwords.stream()
                .filter(ScramPassword.class::isInstance)
                .map(password -> ((ScramPassword) password).credential())
                .filter(credential -> credential.hash() == hash)
                .map(credential -> new ScramParameters(credential.iterations(), Math.max(8, credential.salt().length)))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(ScramParameters.DEFAULTS);
    }

    ScramParameters parametersOf(ScramHash hash) {
        return parameters.getOrDefault(hash, ScramParameters.DEFAULTS);
    }
}
