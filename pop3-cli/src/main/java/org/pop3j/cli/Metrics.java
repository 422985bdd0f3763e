package org.pop3j.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.pop3j.server.RefusedLogin;
import org.pop3j.server.ServerEvents;
import org.pop3j.server.SessionSummary;

/** Counts what a server does, and shows it in the text format of Prometheus. */
final class Metrics implements ServerEvents {
    private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

    private final LongAdder connections = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();
    private final LongAdder logins = new LongAdder();
    private final LongAdder loginsRefused = new LongAdder();
    private final LongAdder retrieved = new LongAdder();
    private final LongAdder retrievedOctets = new LongAdder();
    private final LongAdder removed = new LongAdder();
    private final LongAdder milliseconds = new LongAdder();
    private final Map<SessionSummary.End, LongAdder> ended = new EnumMap<>(SessionSummary.End.class);

    Metrics() {
        for (SessionSummary.End end : SessionSummary.End.values()) {
            ended.put(end, new LongAdder());
        }
    }

    @Override
    public void connected(SocketAddress peer) {
        connections.increment();
    }

    @Override
    public void turnedAway(SocketAddress peer) {
        turnedAway.increment();
    }

    @Override
    public void loggedIn(SocketAddress peer, String principal, String way, String security) {
        logins.increment();
    }

    @Override
    public void loginRefused(SocketAddress peer, RefusedLogin login) {
        loginsRefused.increment();
    }

    @Override
    public void ended(SocketAddress peer, SessionSummary summary) {
        ended.get(summary.end()).increment();
        retrieved.add(summary.retrieved());
        retrievedOctets.add(summary.retrievedOctets());
        removed.add(summary.removed());
        milliseconds.add(summary.duration().toMillis());
    }

    /** Serves the figures at {@code /metrics}; the caller stops the server. */
    HttpServer serve(InetSocketAddress address) throws IOException {
        HttpServer http = HttpServer.create(address, 0);
        http.createContext("/metrics", this::answer);
        http.start();
        return http;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean isRead = exchange.getRequestMethod().equals("GET")
                    && exchange.getRequestURI().getPath().equals("/metrics");
            byte[] body = (isRead ? text() : "expected GET /metrics\n").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", FORMAT);
            exchange.sendResponseHeaders(isRead ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    String text() {
        StringBuilder text = new StringBuilder();
        long sessions = ended.values().stream().mapToLong(LongAdder::sum).sum();
        counter(text, "pop3_connections_total", "Connections accepted.", connections.sum());
        counter(text, "pop3_connections_turned_away_total", "Connections turned away, too many.", turnedAway.sum());
        metric(text, "pop3_sessions", "gauge", "Sessions open now.");
        sample(text, "pop3_sessions", Math.max(connections.sum() - sessions, 0));
        counter(text, "pop3_logins_total", "Logins.", logins.sum());
        counter(text, "pop3_logins_refused_total", "Logins refused because of their credentials.", loginsRefused.sum());
        counter(text, "pop3_retrieved_messages_total", "Messages sent whole.", retrieved.sum());
        counter(text, "pop3_retrieved_octets_total", "Octets of these messages.", retrievedOctets.sum());
        counter(text, "pop3_removed_messages_total", "Messages removed at QUIT.", removed.sum());
        metric(text, "pop3_sessions_ended_total", "counter", "Sessions ended, by why.");
        ended.forEach((end, count) -> sample(
                text, "pop3_sessions_ended_total{end=\"" + end.name().toLowerCase(Locale.ROOT) + "\"}", count.sum()));
        metric(text, "pop3_session_duration_seconds", "summary", "How long sessions took.");
        text.append("pop3_session_duration_seconds_sum ")
                .append(Duration.ofMillis(milliseconds.sum()).toMillis() / 1000.0)
                .append('\n');
        sample(text, "pop3_session_duration_seconds_count", sessions);
        return text.toString();
    }

    private static void counter(StringBuilder text, String name, String help, long value) {
        metric(text, name, "counter", help);
        sample(text, name, value);
    }

    private static void metric(StringBuilder text, String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private static void sample(StringBuilder text, String name, long value) {
        text.append(name).append(' ').append(value).append('\n');
    }
}
