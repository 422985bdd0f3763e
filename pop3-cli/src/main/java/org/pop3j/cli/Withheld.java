package org.pop3j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.pop3j.codec.PeerText;
import org.pop3j.sasl.SaslMechanism;
import org.pop3j.server.Logins;
import org.pop3j.users.UsersFile;

/**
 * What {@code pop3 serve} was asked by name to offer and does not, because not every user could log in by it (R5034-01).
 *
 * @param ways APOP and mechanisms that were asked for
 */
record Withheld(List<String> ways) {
    private static final String APOP = "APOP";
    private static final Set<String> NEED_SECRETS = Set.of(APOP, "CRAM-MD5", "DIGEST-MD5", "NTLM");
    private static final int MOST_NAMES = 3;

    static Withheld of(LoginOptions asked) throws Failure {
        List<String> ways = new ArrayList<>();
        if (asked.takesApop()) {
            ways.add(APOP);
        }
        asked.mechanisms()
                .ifPresent(named ->
                        named.names().stream().map(SaslMechanism::mechanismName).forEach(ways::add));
        return new Withheld(ways);
    }

    /** A sentence for each reason, none if everything that was asked for is offered. */
    List<String> sentences(Logins logins, UsersFile users) {
        List<String> withoutSecret = users.namesWithoutSecret();
        Set<String> servable =
                logins.servable().stream().map(SaslMechanism::mechanismName).collect(Collectors.toSet());
        if (withoutSecret.isEmpty()) {
            servable.add(APOP);
        }
        List<String> missing = new ArrayList<>(ways);
        missing.removeAll(servable);
        List<String> needSecrets =
                missing.stream().filter(NEED_SECRETS::contains).toList();
        missing.removeAll(needSecrets);
        List<String> sentences = new ArrayList<>();
        if (!needSecrets.isEmpty()) {
            sentences.add(String.join(", ", needSecrets) + " not offered: needs a {PLAIN} password of each user, and "
                    + named(withoutSecret) + " has none (pop3 user passwd NAME --scheme PLAIN)");
        }
        if (!missing.isEmpty()) {
            sentences.add(String.join(", ", missing)
                    + " not offered: needs a line of that scheme, or of {PLAIN}, for each user in the users file");
        }
        return sentences;
    }

    private static String named(List<String> names) {
        String first = names.stream().limit(MOST_NAMES).map(PeerText::quote).collect(Collectors.joining(", "));
        return names.size() <= MOST_NAMES ? first : first + " and " + (names.size() - MOST_NAMES) + " more";
    }
}
