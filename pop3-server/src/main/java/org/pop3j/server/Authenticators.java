package org.pop3j.server;

import java.net.SocketAddress;
import java.util.Optional;
import org.pop3j.sasl.SaslMechanism;
import org.pop3j.sasl.ScramHash;
import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.server.spi.Authenticator;
import org.pop3j.server.spi.Authorizer;
import org.pop3j.server.spi.CertificateAuthenticator;
import org.pop3j.server.spi.KerberosAuthenticator;
import org.pop3j.server.spi.Login;
import org.pop3j.server.spi.ScramAuthenticator;
import org.pop3j.server.spi.SecretAuthenticator;
import org.pop3j.server.spi.TokenAuthenticator;

/** What an embedder has implemented of {@link org.pop3j.server.spi}, and hence which mechanisms can be served. */
record Authenticators(
        Authenticator passwords,
        Optional<ScramAuthenticator> scram,
        Optional<SecretAuthenticator> secrets,
        Optional<TokenAuthenticator> tokens,
        Optional<CertificateAuthenticator> certificates,
        Optional<KerberosAuthenticator> kerberos,
        Authorizer authorizer) {

    static Authenticators of(Authenticator authenticator) {
        return new Authenticators(
                authenticator,
                as(ScramAuthenticator.class, authenticator),
                as(SecretAuthenticator.class, authenticator),
                as(TokenAuthenticator.class, authenticator),
                as(CertificateAuthenticator.class, authenticator),
                as(KerberosAuthenticator.class, authenticator),
                as(Authorizer.class, authenticator).orElse(Authorizer.NOBODY));
    }

    private static <T> Optional<T> as(Class<T> capability, Authenticator authenticator) {
        return capability.isInstance(authenticator) ? Optional.of(capability.cast(authenticator)) : Optional.empty();
    }

    Authenticators withScram(ScramAuthenticator other) {
        return new Authenticators(passwords, Optional.of(other), secrets, tokens, certificates, kerberos, authorizer);
    }

    Authenticators withSecrets(SecretAuthenticator other) {
        return new Authenticators(passwords, scram, Optional.of(other), tokens, certificates, kerberos, authorizer);
    }

    Authenticators withTokens(TokenAuthenticator other) {
        return new Authenticators(passwords, scram, secrets, Optional.of(other), certificates, kerberos, authorizer);
    }

    Authenticators withCertificates(CertificateAuthenticator other) {
        return new Authenticators(passwords, scram, secrets, tokens, Optional.of(other), kerberos, authorizer);
    }

    Authenticators withKerberos(KerberosAuthenticator other) {
        return new Authenticators(passwords, scram, secrets, tokens, certificates, Optional.of(other), authorizer);
    }

    Authenticators withAuthorizer(Authorizer other) {
        return new Authenticators(passwords, scram, secrets, tokens, certificates, kerberos, other);
    }

    /** Whether there is an authenticator for a mechanism. */
    boolean canServe(SaslMechanism mechanism) {
        return switch (mechanism) {
            case PLAIN, LOGIN -> true;
            case SCRAM_SHA_1, SCRAM_SHA_256, SCRAM_SHA_512, SCRAM_SHA_1_PLUS, SCRAM_SHA_256_PLUS, SCRAM_SHA_512_PLUS ->
                scram.isPresent();
            case OAUTHBEARER, XOAUTH2 -> tokens.isPresent();
            case EXTERNAL -> certificates.isPresent();
            case CRAM_MD5, DIGEST_MD5, NTLM -> secrets.isPresent();
            case GSSAPI -> kerberos.isPresent();
        };
    }

    /** Whether, besides, every user can use it now (R5034-01): what is kept of passwords differs between users. */
    boolean servesEveryUser(SaslMechanism mechanism) {
        return canServe(mechanism)
                && switch (mechanism.exposure()) {
                    case WEAK_HASH -> knowsEverySecret();
                    case NOTHING -> mechanism.scramHash().stream().allMatch(this::servesEveryUser);
                    case TOKEN, PASSWORD -> true;
                };
    }

    boolean knowsEverySecret() {
        return secrets.stream().anyMatch(SecretAuthenticator::knowsEverySecret);
    }

    /** Whether somebody may act as another (R4616-02, OXP-07): always as itself, else as the authorizer says. */
    Optional<Login> authorize(Login authenticated, String requested, SocketAddress peer)
            throws AuthenticationUnavailableException {
        return requested.equals(authenticated.principal())
                ? Optional.of(authenticated)
                : authorizer.authorize(authenticated, requested, peer);
    }

    private boolean servesEveryUser(ScramHash hash) {
        return scram.stream().anyMatch(s -> s.scramHashes().contains(hash));
    }
}
