package org.pop3j.server;

import java.util.ArrayList;
import java.util.List;
import org.pop3j.codec.Capability;
import org.pop3j.sasl.SaslMechanism;

/**
 * What the server offers, and hence announces: the one place that decides which ways to log in there are, whether STLS is
 * taken, and what CAPA says (R2449-03, -07, -08, R2595-02, R5034-01).
 *
 * @param logins what is switched on, and who can serve it
 * @param plaintextLogin whether passwords are taken without TLS
 * @param hasCertificate whether TLS can be started
 */
record Offer(Logins logins, PlaintextLogin plaintextLogin, boolean hasCertificate) {
    /** Whether USER and PASS are there at all. */
    boolean hasUserAndPass() {
        return logins.has(LoginCommand.USER_PASS);
    }

    /** Whether a password, or a fast hash of it, may be sent as the connection is. */
    boolean isSafeForPasswords(Channel channel) {
        return channel.security() == Security.TLS || plaintextLogin == PlaintextLogin.ALLOWED;
    }

    /** Whether the greeting has a timestamp, and APOP is taken. */
    boolean takesApop(Channel channel) {
        return logins.has(LoginCommand.APOP)
                && logins.authenticators().knowsEverySecret()
                && isSafeForPasswords(channel);
    }

    /** Whether STLS is taken before login; under TLS never (R2595-02, -03). */
    boolean takesStls(Channel channel) {
        return channel.security() == Security.NONE && hasCertificate;
    }

    /** The mechanisms that can succeed as the connection is, strongest first: the same for AUTH, bare AUTH and CAPA. */
    List<SaslMechanism> mechanisms(Channel channel) {
        return logins.servable().stream()
                .filter(mechanism -> isPossible(mechanism, channel))
                .toList();
    }

    private boolean isPossible(SaslMechanism mechanism, Channel channel) {
        return switch (mechanism) {
            case EXTERNAL -> !channel.clientChain().isEmpty();
            case SCRAM_SHA_1_PLUS, SCRAM_SHA_256_PLUS, SCRAM_SHA_512_PLUS ->
                !channel.bindings().isEmpty();
            case OAUTHBEARER, XOAUTH2 -> channel.security() == Security.TLS;
            case DIGEST_MD5, CRAM_MD5, NTLM, PLAIN, LOGIN -> isSafeForPasswords(channel);
            case SCRAM_SHA_1, SCRAM_SHA_256, SCRAM_SHA_512, GSSAPI -> true;
        };
    }

    List<Capability> inAuthorization(Channel channel) {
        List<Capability> capabilities = inTransaction(channel);
        if (takesStls(channel)) {
            capabilities.add(Capability.of("STLS"));
        }
        return capabilities;
    }

    /** USER and SASL stay visible after the login (R2449-03, R5034-02); STLS does not (R2595-02). */
    List<Capability> inTransaction(Channel channel) {
        List<Capability> capabilities = new ArrayList<>(List.of(
                Capability.of("TOP"),
                Capability.of("UIDL"),
                Capability.of("RESP-CODES"),
                Capability.of("AUTH-RESP-CODE"),
                Capability.of("PIPELINING")));
        if (hasUserAndPass() && isSafeForPasswords(channel)) {
            capabilities.add(Capability.of("USER"));
        }
        List<SaslMechanism> mechanisms = mechanisms(channel);
        if (!mechanisms.isEmpty()) {
            capabilities.add(new Capability(
                    "SASL",
                    mechanisms.stream().map(SaslMechanism::mechanismName).toList()));
        }
        return capabilities;
    }
}
