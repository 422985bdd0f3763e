package org.pop3j.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.pop3j.users.IntrospectedTokens;
import org.pop3j.users.SignedTokens;
import org.pop3j.users.TokenRules;
import picocli.CommandLine.Option;

/** Which OAuth 2.0 access tokens {@code pop3 serve} takes. */
final class OAuthOptions {
    @Option(
            names = "--oauth-jwks",
            paramLabel = "FILE",
            description = "Take access tokens that are signed by a key of this JSON Web Key Set (OAUTHBEARER). Needs"
                    + " --oauth-issuer.")
    private Optional<Path> jwks = Optional.empty();

    @Option(
            names = "--oauth-introspection",
            paramLabel = "URL",
            description = "Ask this endpoint about access tokens instead (RFC 7662). Needs --oauth-client-id and"
                    + " --oauth-client-secret-file.")
    private Optional<URI> introspection = Optional.empty();

    @Option(names = "--oauth-client-id", paramLabel = "ID", description = "Who we are at the introspection endpoint.")
    private Optional<String> clientId = Optional.empty();

    @Option(
            names = "--oauth-client-secret-file",
            paramLabel = "FILE",
            description = "Our secret there is its first line.")
    private Optional<Path> clientSecret = Optional.empty();

    @Option(names = "--oauth-issuer", paramLabel = "URL", description = "Who must have issued a token (iss).")
    private Optional<String> issuer = Optional.empty();

    @Option(names = "--oauth-audience", paramLabel = "NAME", description = "Whom a token must be for (aud).")
    private Optional<String> audience = Optional.empty();

    @Option(names = "--oauth-scope", paramLabel = "NAME", description = "What a token must permit (scope, scp).")
    private Optional<String> scope = Optional.empty();

    @Option(
            names = "--oauth-user-claim",
            paramLabel = "NAME",
            description = "The claim that names the user: sub where nothing is said, username with introspection.")
    private Optional<String> userClaim = Optional.empty();

    /** These options, and those of a configuration file where nothing is said here. */
    OAuthOptions orElse(OAuthOptions file) {
        OAuthOptions merged = new OAuthOptions();
        boolean isSaid = jwks.isPresent() || introspection.isPresent();
        merged.jwks = isSaid ? jwks : file.jwks;
        merged.introspection = isSaid ? introspection : file.introspection;
        merged.clientId = clientId.or(() -> file.clientId);
        merged.clientSecret = clientSecret.or(() -> file.clientSecret);
        merged.issuer = issuer.or(() -> file.issuer);
        merged.audience = audience.or(() -> file.audience);
        merged.scope = scope.or(() -> file.scope);
        merged.userClaim = userClaim.or(() -> file.userClaim);
        return merged;
    }

    Optional<SignedTokens> signed() throws Failure {
        if (jwks.isEmpty()) {
            return Optional.empty();
        }
        if (introspection.isPresent()) {
            throw Failure.refused("expected --oauth-jwks FILE or --oauth-introspection URL, got both");
        }
        if (issuer.isEmpty()) {
            throw Failure.refused("--oauth-jwks needs --oauth-issuer URL: whose tokens are to be believed?");
        }
        try {
            return Optional.of(SignedTokens.by(jwks.get(), rules("sub")));
        } catch (IOException e) {
            throw Failure.refused("cannot read --oauth-jwks " + jwks.get(), e);
        }
    }

    Optional<IntrospectedTokens> introspected() throws Failure {
        if (introspection.isEmpty()) {
            return Optional.empty();
        }
        if (clientId.isEmpty() || clientSecret.isEmpty()) {
            throw Failure.refused(
                    "--oauth-introspection needs --oauth-client-id ID and --oauth-client-secret-file FILE");
        }
        String secret = SecretFile.read("--oauth-client-secret-file", clientSecret.get());
        try {
            return Optional.of(IntrospectedTokens.by(introspection.get(), clientId.get(), secret, rules("username")));
        } catch (IllegalArgumentException e) {
            throw Failure.refused("--oauth-introspection", e);
        }
    }

    private TokenRules rules(String usualClaim) throws Failure {
        try {
            return new TokenRules(issuer, audience, scope, userClaim.orElse(usualClaim));
        } catch (IllegalArgumentException e) {
            throw Failure.refused("--oauth-user-claim", e);
        }
    }
}
