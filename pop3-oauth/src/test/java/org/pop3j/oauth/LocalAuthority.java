package org.pop3j.oauth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An authorization server on the loopback that keeps RFC 6749 and RFC 8628: client authentication, the three grants, rotation of
 * refresh tokens with the old one taken back. What it answers next can be given beforehand.
 */
final class LocalAuthority implements AutoCloseable {
    static final String CLIENT = "pop3j-test";
    static final String SECRET = "client secret &=+ä";
    static final String USER = "ada@contoso.example";
    static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final TestTime time;
    private final IssuedTokens issued = new IssuedTokens();
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private final Queue<Reply> prepared = new ArrayDeque<>();
    private final AtomicInteger refreshTokens = new AtomicInteger();

    /** An answer. */
    record Reply(int status, String body, Map<String, String> headers) {
        static Reply error(String error) {
            return new Reply(400, "{\"error\":\"" + error + "\"}", Map.of());
        }

        static Reply of(int status, String body) {
            return new Reply(status, body, Map.of());
        }
    }

    LocalAuthority(TestTime time) throws IOException {
        this.time = time;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/token", exchange -> answer(exchange, this::token));
        http.createContext("/device", exchange -> answer(exchange, form -> deviceReply()));
        http.setExecutor(threads);
        http.start();
    }

    private interface Handler {
        Reply reply(Map<String, String> form);
    }

    AuthorizationServer server() {
        String base = "http://127.0.0.1:" + http.getAddress().getPort();
        return new AuthorizationServer(URI.create(base + "/token"), Optional.of(URI.create(base + "/device")));
    }

    OAuthClient client() {
        return OAuthClient.of(server(), CLIENT, AuthorizationServer.MICROSOFT_POP_SCOPE)
                .withSecret(SECRET)
                .forUser(USER);
    }

    /** Answers the next requests for tokens like this. */
    void prepare(Reply... replies) {
        synchronized (prepared) {
            prepared.addAll(List.of(replies));
        }
    }

    /** The forms that came, in their order. */
    List<Map<String, String>> requests() {
        return requests;
    }

    IssuedTokens issued() {
        return issued;
    }

    /** The refresh token that is good now. */
    String refreshToken() {
        return "refresh-" + refreshTokens.get();
    }

    Instant now() {
        return time.now();
    }

    private void answer(HttpExchange exchange, Handler handler) throws IOException {
        Map<String, String> form =
                form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII));
        requests.add(form);
        Reply reply = next().orElseGet(() -> handler.reply(form));
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        reply.headers().forEach(exchange.getResponseHeaders()::add);
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Optional<Reply> next() {
        synchronized (prepared) {
            return Optional.ofNullable(prepared.poll());
        }
    }

    /** To be prepared in front of what the token endpoint is to say. */
    Reply deviceReply() {
        return Reply.of(200, """
                {"device_code":"the device code","user_code":"WDJB-MJHT","expires_in":900,"interval":5,
                 "verification_uri":"https://microsoft.example/devicelogin","message":"To sign in ..."}""");
    }

    private Reply token(Map<String, String> form) {
        if (!CLIENT.equals(form.get("client_id")) || !SECRET.equals(form.get("client_secret"))) {
            return Reply.of(401, "{\"error\":\"invalid_client\"}");
        }
        return switch (form.getOrDefault("grant_type", "")) {
            case "client_credentials" -> granted("");
            case "refresh_token" ->
                form.getOrDefault("refresh_token", "").equals(refreshToken())
                        ? rotated()
                        : Reply.error("invalid_grant");
            case "urn:ietf:params:oauth:grant-type:device_code" ->
                "the device code".equals(form.get("device_code")) ? rotated() : Reply.error("invalid_grant");
            default -> Reply.error("unsupported_grant_type");
        };
    }

    private Reply rotated() {
        refreshTokens.incrementAndGet();
        return granted(",\"refresh_token\":\"" + refreshToken() + "\"");
    }

    private Reply granted(String more) {
        String token = issued.issue(USER, "POP.AccessAsUser.All", time.now(), TOKEN_LIFE);
        return Reply.of(
                200,
                "{\"token_type\":\"Bearer\",\"expires_in\":" + TOKEN_LIFE.toSeconds() + ",\"access_token\":\"" + token
                        + "\"" + more + "}");
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String field : body.split("&")) {
            String[] parts = field.split("=", 2);
            form.put(decoded(parts[0]), decoded(parts[1]));
        }
        return form;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
