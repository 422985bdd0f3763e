package org.pop3j.oauth;

import java.util.Map;

/**
 * Whose tokens: those of one application, user, grant and scope are never given out for another (S-24).
 *
 * @param members what stands for it in a cache file
 */
record CacheKey(Map<String, String> members) {
    static CacheKey of(OAuthClient client, String origin) {
        return new CacheKey(Map.of(
                "token_endpoint", client.server().tokenEndpoint().toString(),
                "client_id", client.clientId(),
                "scope", client.scope(),
                "user", client.user(),
                "grant", origin));
    }

    boolean isIn(Map<String, String> file) {
        return file.entrySet().containsAll(members.entrySet());
    }

    @Override
    public String toString() {
        return members.get("client_id") + " at " + members.get("token_endpoint");
    }
}
