package org.pop3j.server;

import java.util.ArrayList;
import java.util.List;
import org.pop3j.codec.Capability;

/**
 * What the server offers, and hence announces: the one place that decides whether STLS and passwords are taken, and what
 * CAPA says (R2449-03, -07, -08, R2595-02). The answer to each question depends only on whether TLS is active.
 *
 * @param plaintextLogin whether passwords are taken without TLS
 * @param hasCertificate whether TLS can be started
 */
record Offer(PlaintextLogin plaintextLogin, boolean hasCertificate) {
    /** Whether USER and PASS are taken. */
    boolean takesPasswords(Security security) {
        return security == Security.TLS || plaintextLogin == PlaintextLogin.ALLOWED;
    }

    /** Whether STLS is taken before login; under TLS never (R2595-02, -03). */
    boolean takesStls(Security security) {
        return security == Security.NONE && hasCertificate;
    }

    List<Capability> inAuthorization(Security security) {
        List<Capability> capabilities = inTransaction(security);
        if (takesStls(security)) {
            capabilities.add(Capability.of("STLS"));
        }
        return capabilities;
    }

    /** USER stays visible after the login (R2449-03); STLS does not (R2595-02). */
    List<Capability> inTransaction(Security security) {
        List<Capability> capabilities = new ArrayList<>(List.of(
                Capability.of("TOP"),
                Capability.of("UIDL"),
                Capability.of("RESP-CODES"),
                Capability.of("AUTH-RESP-CODE"),
                Capability.of("PIPELINING")));
        if (takesPasswords(security)) {
            capabilities.add(Capability.of("USER"));
        }
        return capabilities;
    }
}
