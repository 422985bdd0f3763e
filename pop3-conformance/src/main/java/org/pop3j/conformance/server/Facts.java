package org.pop3j.conformance.server;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What was learned of the server before the checks.
 *
 * @param capabilities the lines of CAPA where one logs in; empty if CAPA was refused
 * @param plainCapabilities the same before TLS
 * @param way how to log in
 * @param problem why nobody can log in, if so
 */
record Facts(
        Optional<List<String>> capabilities,
        Optional<List<String>> plainCapabilities,
        Way way,
        Optional<String> problem) {
    /** How a session logs in. */
    enum Way {
        USER_PASS,
        AUTH_PLAIN
    }

    boolean offers(String tag) {
        return line(capabilities, tag).isPresent();
    }

    boolean offersBeforeTls(String tag) {
        return line(plainCapabilities, tag).isPresent();
    }

    /** The parameters of a capability where one logs in. */
    Optional<String> parameters(String tag) {
        return line(capabilities, tag).map(line -> line.substring(tag.length()).strip());
    }

    boolean offersMechanism(String mechanism) {
        return parameters("SASL")
                .map(names ->
                        List.of(names.toUpperCase(Locale.ROOT).split(" +")).contains(mechanism))
                .orElse(false);
    }

    private static Optional<String> line(Optional<List<String>> lines, String tag) {
        return lines.orElse(List.of()).stream()
                .filter(line -> line.toUpperCase(Locale.ROOT).matches(tag + "( .*)?"))
                .findFirst();
    }
}
