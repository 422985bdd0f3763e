package org.pop3j.users;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.pop3j.sasl.TokenRefusal;
import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.server.spi.TokenAuthenticator;
import org.pop3j.server.spi.TokenVerdict;

/**
 * Checks access tokens by asking the authorization server (RFC 7662). Each question ends within a few seconds and each
 * answer is known for half a minute, under a keyed hash of the token. Safe for use by several threads.
 */
public final class IntrospectedTokens implements TokenAuthenticator {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration KNOWN_FOR = Duration.ofSeconds(30);
    private static final int MOST_KNOWN = 10_000;
    private static final int MOST_ANSWER_OCTETS = 1 << 16;

    private final URI endpoint;
    private final String authorization;
    private final TokenRules rules;
    private final Clock clock;
    private final Duration patience;
    private final HttpClient http;
    private final KeyedHash hash = new KeyedHash();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Known> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    private record Known(Map<String, Object> claims, Instant until) {}

    IntrospectedTokens(
            URI endpoint, String clientId, String clientSecret, TokenRules rules, Clock clock, Duration patience) {
        this.endpoint = endpoint;
        this.authorization = "Basic "
                + Base64.getEncoder()
                        .encodeToString((form(clientId) + ":" + form(clientSecret)).getBytes(StandardCharsets.UTF_8));
        this.rules = rules;
        this.clock = clock;
        this.patience = patience;
        this.http = HttpClient.newBuilder().connectTimeout(patience).build();
    }

    /**
     * Names the authorization server.
     *
     * @param endpoint its introspection endpoint: https, or http on the same machine
     * @param clientId who we are there
     * @param clientSecret our secret there; never logged
     * @param rules what a token must say
     * @return the check of tokens
     * @throws IllegalArgumentException if the endpoint is neither
     */
    public static IntrospectedTokens by(URI endpoint, String clientId, String clientSecret, TokenRules rules) {
        if (!isProtected(endpoint)) {
            throw new IllegalArgumentException(
                    "expected an introspection endpoint that begins with https://, or http:// and an address of this"
                            + " machine (RFC 7662 section 4)");
        }
        return new IntrospectedTokens(endpoint, clientId, clientSecret, rules, Clock.systemUTC(), PATIENCE);
    }

    private static boolean isProtected(URI endpoint) {
        if (endpoint.getHost() == null) {
            return false;
        }
        if ("https".equalsIgnoreCase(endpoint.getScheme())) {
            return true;
        }
        boolean isLiteral = endpoint.getHost().matches("[0-9.]+|\\[[0-9A-Fa-f:.]+]");
        try {
            return "http".equalsIgnoreCase(endpoint.getScheme())
                    && (endpoint.getHost().equalsIgnoreCase("localhost")
                            || isLiteral
                                    && InetAddress.getByName(endpoint.getHost()).isLoopbackAddress());
        } catch (IOException noAddress) {
            return false;
        }
    }

    @Override
    public TokenVerdict checkToken(Optional<String> user, String token, SocketAddress peer)
            throws AuthenticationUnavailableException {
        Map<String, Object> claims = claims(token);
        return Boolean.TRUE.equals(claims.get("active"))
                ? rules.verdict(claims, user, clock.instant())
                : new TokenVerdict.Refused(
                        TokenRefusal.INVALID_TOKEN, "the authorization server says that the token is not active");
    }

    private Map<String, Object> claims(String token) throws AuthenticationUnavailableException {
        String key = Base64.getEncoder().encodeToString(hash.of(token));
        Optional<Known> before = known(key);
        if (before.isPresent() && clock.instant().isBefore(before.get().until())) {
            return before.get().claims();
        }
        Map<String, Object> claims = ask(token);
        lock.lock();
        try {
            known.remove(key);
            known.put(key, new Known(claims, clock.instant().plus(KNOWN_FOR)));
        } finally {
            lock.unlock();
        }
        return claims;
    }

    private Optional<Known> known(String key) {
        lock.lock();
        try {
            return Optional.ofNullable(known.get(key));
        } finally {
            lock.unlock();
        }
    }

    private Map<String, Object> ask(String token) throws AuthenticationUnavailableException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .header("Authorization", authorization)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + form(token) + "&token_type_hint=access_token"))
                .build();
        CompletableFuture<HttpResponse<Void>> answer =
                http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArrayConsumer(part -> take(part, body)));
        try {
            int status = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            if (status != 200) {
                throw unavailable("expected 200, got " + status, Optional.empty());
            }
            return answered(JSONObjectUtils.parse(body.toString(StandardCharsets.UTF_8)));
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw unavailable("no whole answer within " + patience.toMillis() + " ms", Optional.of(e));
        } catch (ExecutionException e) {
            throw unavailable("no answer", Optional.of(e.getCause()));
        } catch (ParseException e) {
            // Without the cause: its message quotes the answer.
            throw unavailable("expected a JSON object, got something else", Optional.empty());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted", Optional.of(e));
        }
    }

    private Map<String, Object> answered(Map<String, Object> claims) throws AuthenticationUnavailableException {
        if (!(claims.get("active") instanceof Boolean)) {
            throw unavailable("expected a member \"active\" (RFC 7662 section 2.2), got none", Optional.empty());
        }
        return claims;
    }

    private static void take(Optional<byte[]> part, ByteArrayOutputStream body) {
        byte[] octets = part.orElseGet(() -> new byte[0]);
        if (body.size() + octets.length > MOST_ANSWER_OCTETS) {
            throw new IllegalStateException(
                    "expected an answer of at most " + MOST_ANSWER_OCTETS + " octets, got more");
        }
        body.writeBytes(octets);
    }

    private AuthenticationUnavailableException unavailable(String what, Optional<Throwable> cause) {
        String message = "token introspection at " + endpoint.getScheme() + "://" + endpoint.getAuthority()
                + endpoint.getPath() + ": " + what;
        return cause.map(c -> new AuthenticationUnavailableException(message, c))
                .orElseGet(() -> new AuthenticationUnavailableException(message));
    }

    private static String form(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
