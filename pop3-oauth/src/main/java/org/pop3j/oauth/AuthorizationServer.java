package org.pop3j.oauth;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.pop3j.codec.PeerText;

/**
 * Where tokens come from (RFC 6749 section 3.2, RFC 8628 section 3.1).
 *
 * @param tokenEndpoint gives tokens
 * @param deviceEndpoint begins a device code flow; empty for servers without one
 */
public record AuthorizationServer(URI tokenEndpoint, Optional<URI> deviceEndpoint) {
    /**
     * What a person's token for POP3 at Microsoft 365 must be good for, and that there shall be a refresh token. Of the device
     * code flow and of refresh tokens.
     */
    public static final String MICROSOFT_POP_SCOPE = "https://outlook.office.com/POP.AccessAsUser.All offline_access";

    /** What a program's own token for Microsoft 365 must be good for. Of client credentials. */
    public static final String MICROSOFT_APPLICATION_SCOPE = "https://outlook.office365.com/.default";

    /** What a token for Gmail must be good for. Google gives it to no device code flow. */
    public static final String GOOGLE_MAIL_SCOPE = "https://mail.google.com/";

    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]{0,127}");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * Checks that secrets stay secret on the way.
     *
     * @throws IllegalArgumentException if an address is not https; http is taken for this machine itself only
     */
    public AuthorizationServer {
        requireSafe(tokenEndpoint);
        deviceEndpoint.ifPresent(AuthorizationServer::requireSafe);
    }

    /**
     * Microsoft's identity platform.
     *
     * @param tenant the directory: its domain or identifier; {@code common}, {@code organizations} or {@code consumers} only
     *     where people sign in themselves
     * @return the server
     * @throws IllegalArgumentException if that is no tenant
     */
    public static AuthorizationServer microsoft(String tenant) {
        if (!TENANT.matcher(tenant).matches()) {
            throw new IllegalArgumentException(
                    "expected a tenant such as contoso.onmicrosoft.com, got " + PeerText.quote(tenant));
        }
        String base = "https://login.microsoftonline.com/" + tenant + "/oauth2/v2.0/";
        return new AuthorizationServer(URI.create(base + "token"), Optional.of(URI.create(base + "devicecode")));
    }

    /**
     * Google.
     *
     * @return the server
     */
    public static AuthorizationServer google() {
        return new AuthorizationServer(
                URI.create("https://oauth2.googleapis.com/token"),
                Optional.of(URI.create("https://oauth2.googleapis.com/device/code")));
    }

    private static void requireSafe(URI endpoint) {
        String scheme = String.valueOf(endpoint.getScheme()).toLowerCase(Locale.ROOT);
        String host = String.valueOf(endpoint.getHost()).toLowerCase(Locale.ROOT);
        boolean isSafe = endpoint.getHost() != null
                && (scheme.equals("https") || scheme.equals("http") && LOOPBACK.contains(host));
        if (!isSafe || endpoint.getUserInfo() != null || endpoint.getFragment() != null) {
            throw new IllegalArgumentException(
                    "expected an https address (http only for this machine), without user and fragment, got "
                            + PeerText.quote(endpoint.toString()));
        }
    }
}
