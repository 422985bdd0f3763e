package org.pop3j.oauth;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.pop3j.codec.PeerText;

/** Posts forms to an authorization server and reads its JSON; answers are bounded in time and size. */
final class Endpoint {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int FIRST_SERVER_FAULT = 500;

    private final OAuthClient client;
    private final HttpClient http;

    Endpoint(OAuthClient client) {
        this.client = client;
        HttpClient.Builder builder =
                HttpClient.newBuilder().connectTimeout(client.patience()).followRedirects(HttpClient.Redirect.NEVER);
        client.tls().ifPresent(builder::sslContext);
        this.http = builder.build();
    }

    /**
     * What was answered.
     *
     * @param isPositive whether what was asked for is there
     * @param members the members of the JSON object
     */
    record Answer(boolean isPositive, Map<String, String> members) {}

    /**
     * Posts a form; client id and secret are added.
     *
     * @throws IOException if there is no answer that means something: the message says so, and whether to try again
     */
    Answer post(URI endpoint, Map<String, String> fields) throws IOException {
        Map<String, String> form = new LinkedHashMap<>(fields);
        form.put("client_id", client.clientId());
        client.clientSecret().ifPresent(secret -> form.put("client_secret", secret));
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(client.patience())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(form), StandardCharsets.US_ASCII))
                .build();
        return answer(endpoint, exchange(endpoint, request));
    }

    private HttpResponse<String> exchange(URI endpoint, HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<String>> exchange = http.sendAsync(request, response -> new BoundedText());
        try {
            return exchange.get(client.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(where(endpoint) + " cannot be asked: " + reason(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            exchange.cancel(true);
            throw new HttpTimeoutException(where(endpoint) + " did not answer in time");
        } catch (InterruptedException e) {
            exchange.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the thread was interrupted while " + where(endpoint) + " was asked");
        }
    }

    private static Answer answer(URI endpoint, HttpResponse<String> response) throws IOException {
        int status = response.statusCode();
        if (status == TOO_MANY_REQUESTS || status >= FIRST_SERVER_FAULT) {
            String when = response.headers()
                    .firstValue("Retry-After")
                    .map(after -> " (it says: after " + PeerText.quote(after) + ")")
                    .orElse("");
            throw new IOException(where(endpoint) + " answered with status " + status + ": try again later" + when);
        }
        try {
            return new Answer(status == 200, FlatJson.read(response.body()));
        } catch (MalformedAnswerException e) {
            throw new IOException(
                    where(endpoint) + " answered with status " + status + ": " + e.getMessage()
                            + "; is the address right?",
                    e);
        }
    }

    private static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Host and path: a query could hold a secret. */
    private static String where(URI endpoint) {
        return PeerText.escape("the authorization server " + endpoint.getAuthority() + endpoint.getPath());
    }

    private static String reason(Throwable cause) {
        return PeerText.escape(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage());
    }
}
