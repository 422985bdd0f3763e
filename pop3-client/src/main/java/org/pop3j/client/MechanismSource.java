package org.pop3j.client;

import java.util.Optional;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.pop3j.sasl.Gs2Binding;
import org.pop3j.sasl.PasswordCredential;
import org.pop3j.sasl.SaslClients;
import org.pop3j.sasl.SaslMechanism;
import org.pop3j.sasl.TokenCredential;

/**
 * Makes the client's side of a SASL mechanism.
 *
 * @param credentials what to prove with
 * @param host the host as it was asked for
 * @param port its port
 */
record MechanismSource(Credentials credentials, String host, int port) {
    /**
     * Makes one.
     *
     * @param token the token of the moment, for the mechanisms that send one
     * @throws SaslException if this JDK, or this process, has not what the mechanism needs
     */
    SaslClient client(SaslMechanism mechanism, Gs2Binding binding, Optional<AccessToken> token) throws SaslException {
        return switch (mechanism) {
            case EXTERNAL -> SaslClients.external(credentials.authorizationId());
            case SCRAM_SHA_512_PLUS, SCRAM_SHA_256_PLUS, SCRAM_SHA_1_PLUS, SCRAM_SHA_512, SCRAM_SHA_256, SCRAM_SHA_1 ->
                SaslClients.scram(mechanism.scramHash().orElseThrow(), password(), binding);
            case GSSAPI -> SaslClients.gssapi(credentials.authorizationId(), host);
            case OAUTHBEARER -> SaslClients.oauthBearer(bearer(token.orElseThrow()));
            case XOAUTH2 -> SaslClients.xoauth2(bearer(token.orElseThrow()));
            case DIGEST_MD5 -> SaslClients.digestMd5(password(), host);
            case CRAM_MD5 -> SaslClients.cramMd5(password());
            case NTLM -> SaslClients.ntlm(password(), host);
            case PLAIN -> SaslClients.plain(password());
            case LOGIN -> SaslClients.login(password());
        };
    }

    private PasswordCredential password() {
        Credentials.Password given = (Credentials.Password) credentials;
        return new PasswordCredential(given.authorizationId(), given.user(), given.password());
    }

    private TokenCredential bearer(AccessToken token) {
        return new TokenCredential(credentials.authorizationId(), token.value(), host, port);
    }
}
