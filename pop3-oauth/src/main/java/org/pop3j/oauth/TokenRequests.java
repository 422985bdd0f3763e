package org.pop3j.oauth;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The two requests for tokens that need no person (RFC 6749 sections 4.4 and 6). */
final class TokenRequests {
    private final OAuthClient client;
    private final Endpoint endpoint;
    private final Waiting waiting;

    TokenRequests(OAuthClient client, Endpoint endpoint, Waiting waiting) {
        this.client = client;
        this.endpoint = endpoint;
        this.waiting = waiting;
    }

    Tokens byClientCredentials() throws IOException {
        return request(
                "the client's own credentials", Map.of("grant_type", "client_credentials", "scope", client.scope()));
    }

    /** The scope is that of the sign-in, so it is not repeated (RFC 6749 section 6). */
    Tokens byRefreshToken(String refreshToken) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "refresh_token");
        fields.put("refresh_token", refreshToken);
        return request("the refresh token", fields).keeping(refreshToken);
    }

    private Tokens request(String what, Map<String, String> fields) throws IOException {
        Endpoint.Answer answer = endpoint.post(client.server().tokenEndpoint(), fields);
        if (!answer.isPositive()) {
            throw OAuthRefusedException.of(what, answer.members());
        }
        return Tokens.of(answer.members(), waiting.now());
    }
}
