package org.pop3j.users;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.pop3j.sasl.TokenRefusal;
import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.server.spi.TokenAuthenticator;
import org.pop3j.server.spi.TokenVerdict;

/**
 * Checks access tokens that are signed JSON Web Tokens (RFC 9068, RFC 7519) by the public keys of the authorization server
 * in a file; nobody is asked. Only signatures with public keys are taken: no MAC, and never none. Safe for use by several
 * threads.
 */
public final class SignedTokens implements TokenAuthenticator {
    private static final Set<JWSAlgorithm> ALGORITHMS = algorithms();
    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private final JwksFile keys;
    private final TokenRules rules;
    private final Clock clock;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    SignedTokens(Path jwks, TokenRules rules, Clock clock) throws IOException {
        this.keys = new JwksFile(jwks);
        this.rules = rules;
        this.clock = clock;
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        // The rules look at the claims.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
    }

    /**
     * Reads the keys.
     *
     * @param jwks a file with a JSON Web Key Set; it is read again when it changes
     * @param rules what a token must say; an issuer must be among them
     * @return the check of tokens
     * @throws IOException if the file cannot be read or is no key set
     * @throws IllegalArgumentException if the rules name no issuer
     */
    public static SignedTokens by(Path jwks, TokenRules rules) throws IOException {
        if (rules.issuer().isEmpty()) {
            throw new IllegalArgumentException("expected the issuer of signed tokens, got none");
        }
        return new SignedTokens(jwks, rules, Clock.systemUTC());
    }

    /**
     * Reads the keys again.
     *
     * @throws IOException if the file cannot be read or is no key set; the keys stay as they were
     */
    public void reload() throws IOException {
        keys.reload();
    }

    @Override
    public TokenVerdict checkToken(Optional<String> user, String token, SocketAddress peer)
            throws AuthenticationUnavailableException {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            return rules.verdict(claims.getClaims(), user, clock.instant());
        } catch (ParseException notJwt) {
            return new TokenVerdict.Refused(TokenRefusal.INVALID_TOKEN, "the token is no JSON Web Token");
        } catch (BadJOSEException notGenuine) {
            return new TokenVerdict.Refused(
                    TokenRefusal.INVALID_TOKEN,
                    "the token is not signed by a key of the key set, or is no access token");
        } catch (JOSEException e) {
            throw new AuthenticationUnavailableException("cannot check the signature of a token", e);
        }
    }

    private static Set<JWSAlgorithm> algorithms() {
        Set<JWSAlgorithm> algorithms = new HashSet<>(JWSAlgorithm.Family.RSA);
        algorithms.addAll(JWSAlgorithm.Family.EC);
        return Set.copyOf(algorithms);
    }
}
