package org.pop3j.oauth;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.pop3j.codec.PeerText;

/** The device code flow (RFC 8628): shows a person a code, and asks until the person has signed in. */
final class DeviceFlow {
    private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);
    private static final Duration SLOWER_BY = Duration.ofSeconds(5);
    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(1);
    private static final Duration LONGEST_FLOW = Duration.ofHours(1);

    private final OAuthClient client;
    private final Endpoint endpoint;
    private final DevicePrompt prompt;
    private final Waiting waiting;

    DeviceFlow(OAuthClient client, Endpoint endpoint, DevicePrompt prompt, Waiting waiting) {
        this.client = client;
        this.endpoint = endpoint;
        this.prompt = prompt;
        this.waiting = waiting;
    }

    Tokens run() throws IOException {
        Map<String, String> begun = begin();
        try {
            Duration validFor = shorter(Seconds.of(begun.getOrDefault("expires_in", "none")), LONGEST_FLOW);
            prompt.show(code(begun, validFor));
            Duration interval =
                    Optional.ofNullable(begun.get("interval")).map(Seconds::of).orElse(USUAL_INTERVAL);
            return poll(begun.get("device_code"), interval, waiting.now().plus(validFor));
        } catch (IllegalArgumentException e) {
            throw new MalformedAnswerException("the authorization server began no sign-in: " + e.getMessage());
        }
    }

    private Map<String, String> begin() throws IOException {
        URI where = client.server()
                .deviceEndpoint()
                .orElseThrow(() -> new IOException("no device endpoint is known of the authorization server"));
        Endpoint.Answer answer = endpoint.post(where, Map.of("scope", client.scope()));
        if (!answer.isPositive()) {
            throw OAuthRefusedException.of("the sign-in by device code", answer.members());
        }
        if (!answer.members().containsKey("device_code")) {
            throw new MalformedAnswerException("the authorization server began no sign-in: it gave no device code");
        }
        return answer.members();
    }

    /** Google still calls the page by the name of an early draft. */
    private static DeviceCode code(Map<String, String> begun, Duration validFor) {
        String page = begun.getOrDefault("verification_uri", begun.getOrDefault("verification_url", ""));
        String userCode = begun.getOrDefault("user_code", "");
        if (userCode.isEmpty() || !userCode.equals(PeerText.escape(userCode))) {
            throw new IllegalArgumentException("expected a user code of printable ASCII");
        }
        return new DeviceCode(
                userCode,
                page(page),
                Optional.ofNullable(begun.get("verification_uri_complete")).map(DeviceFlow::page),
                validFor);
    }

    private static URI page(String text) {
        URI page = URI.create(text);
        if (!"https".equalsIgnoreCase(page.getScheme()) && !"http".equalsIgnoreCase(page.getScheme())) {
            throw new IllegalArgumentException("expected a page to open, got " + PeerText.quote(text));
        }
        return page;
    }

    private Tokens poll(String deviceCode, Duration first, Instant end) throws IOException {
        Duration interval = shorter(first, LONGEST_INTERVAL);
        while (waiting.now().plus(interval).isBefore(end)) {
            waiting.pause(interval);
            Endpoint.Answer answer = endpoint.post(
                    client.server().tokenEndpoint(), Map.of("grant_type", GRANT, "device_code", deviceCode));
            if (answer.isPositive()) {
                return Tokens.of(answer.members(), waiting.now());
            }
            interval = shorter(interval.plus(more(answer.members())), LONGEST_INTERVAL);
        }
        throw OAuthRefusedException.of("the sign-in by device code", Map.of("error", "expired_token"));
    }

    /** How much longer to wait between questions from now on (RFC 8628 section 3.5). */
    private static Duration more(Map<String, String> answer) throws OAuthRefusedException {
        return switch (answer.getOrDefault("error", "")) {
            case "authorization_pending" -> Duration.ZERO;
            case "slow_down" -> SLOWER_BY;
            default -> throw OAuthRefusedException.of("the sign-in by device code", answer);
        };
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
