package org.pop3j.sasl;

import java.util.Map;
import java.util.Optional;

/**
 * Why a server refused a bearer token (RFC 7628 section 3.2.2, R7628-02): the JSON object of its last challenge. For a
 * client this is text of the other side: escape it before it is shown.
 *
 * @param status for example {@code invalid_token}; Google sends numbers of HTTP
 * @param scope the scope that the token needs
 * @param openidConfiguration where the authorization server describes itself
 */
public record TokenRefusal(String status, Optional<String> scope, Optional<String> openidConfiguration) {
    /** The token is malformed, unknown, revoked or expired (RFC 6750 section 3.1). */
    public static final TokenRefusal INVALID_TOKEN = of("invalid_token");

    /**
     * A refusal with nothing but its status.
     *
     * @param status the status
     * @return the refusal
     */
    public static TokenRefusal of(String status) {
        return new TokenRefusal(status, Optional.empty(), Optional.empty());
    }

    /** What a client read: members that are text or numbers, others left out. */
    static TokenRefusal parse(String json) {
        Map<String, String> members = FlatJson.members(json);
        return new TokenRefusal(
                members.getOrDefault("status", "none given"),
                Optional.ofNullable(members.get("scope")),
                Optional.ofNullable(members.get("openid-configuration")));
    }

    /** What a server sends. */
    String json() {
        StringBuilder json = new StringBuilder("{\"status\":").append(FlatJson.quote(status));
        scope.ifPresent(text -> json.append(",\"scope\":").append(FlatJson.quote(text)));
        openidConfiguration.ifPresent(
                text -> json.append(",\"openid-configuration\":").append(FlatJson.quote(text)));
        return json.append('}').toString();
    }
}
