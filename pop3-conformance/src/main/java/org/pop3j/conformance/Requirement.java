package org.pop3j.conformance;

import java.util.Optional;

/**
 * One rule of POP3, under its ID: C and V are statements of [MS-STANOPOP3], R and four digits an RFC and a rule of it, S
 * security rules, D decisions where the sources are silent.
 *
 * @param id for example {@code C0012}
 * @param group the document or subject that it belongs to, for example {@code RFC 1939}
 * @param client what a client must do; empty if the rule does not bind clients
 * @param server what a server must do; empty if the rule does not bind servers
 * @param source document and section, for example {@code RFC 1939 section 5}
 */
public record Requirement(String id, String group, Optional<String> client, Optional<String> server, String source) {
    /**
     * What one side must do.
     *
     * @param side the side
     * @return the rule; empty if the rule does not bind that side
     */
    public Optional<String> rule(Side side) {
        return side == Side.CLIENT ? client : server;
    }
}
