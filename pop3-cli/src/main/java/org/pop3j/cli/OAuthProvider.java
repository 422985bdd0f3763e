package org.pop3j.cli;

import java.util.Locale;
import java.util.Optional;
import org.pop3j.codec.PeerText;
import org.pop3j.oauth.AuthorizationServer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whose addresses and scopes are known by name. */
enum OAuthProvider {
    MICROSOFT {
        @Override
        AuthorizationServer server(Optional<String> tenant, OAuthGrant grant) throws Failure {
            if (tenant.isEmpty() && grant == OAuthGrant.CLIENT_CREDENTIALS) {
                throw Failure.refused(
                        "client-credentials at Microsoft need the tenant, such as contoso.onmicrosoft.com");
            }
            return AuthorizationServer.microsoft(tenant.orElse("common"));
        }

        @Override
        String scope(OAuthGrant grant) {
            return grant == OAuthGrant.CLIENT_CREDENTIALS
                    ? AuthorizationServer.MICROSOFT_APPLICATION_SCOPE
                    : AuthorizationServer.MICROSOFT_POP_SCOPE;
        }
    },
    GOOGLE {
        @Override
        AuthorizationServer server(Optional<String> tenant, OAuthGrant grant) throws Failure {
            if (grant == OAuthGrant.DEVICE_CODE) {
                throw Failure.refused("Google gives no token for mail by device code: use refresh-token");
            }
            return AuthorizationServer.google();
        }

        @Override
        String scope(OAuthGrant grant) {
            return AuthorizationServer.GOOGLE_MAIL_SCOPE;
        }
    };

    abstract AuthorizationServer server(Optional<String> tenant, OAuthGrant grant) throws Failure;

    abstract String scope(OAuthGrant grant);

    /** For picocli. */
    static final class Converter implements ITypeConverter<OAuthProvider> {
        @Override
        public OAuthProvider convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "microsoft" -> MICROSOFT;
                case "google" -> GOOGLE;
                default ->
                    throw new TypeConversionException("expected microsoft or google, got " + PeerText.quote(text));
            };
        }
    }
}
