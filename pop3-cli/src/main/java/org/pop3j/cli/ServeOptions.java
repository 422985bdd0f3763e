package org.pop3j.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code pop3 serve} that a configuration file may say too, with the same names. */
final class ServeOptions {
    private static final Duration GRACE = Duration.ofSeconds(20);

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            parameterConsumer = ListenOption.Collector.class,
            description = "Listen without TLS, STLS offered; port 0 is any free one. Without any listener given:"
                    + " 127.0.0.1:1110, and 127.0.0.1:1995 with TLS.")
    private List<ListenOption> listeners = new ArrayList<>();

    @Option(
            names = "--listen-tls",
            paramLabel = "HOST:PORT",
            parameterConsumer = ListenOption.Collector.class,
            description = "Listen with TLS from the start.")
    private List<ListenOption> tlsListeners = new ArrayList<>();

    @Mixin
    private StoreOptions stores = new StoreOptions();

    @Option(
            names = "--listen-legacy-tls",
            paramLabel = "HOST:PORT",
            parameterConsumer = ListenOption.Collector.class,
            description = "Listen with TLS from the start and take the broken TLS 1.0 and 1.1 too: for old Outlook on a"
                    + " trusted network only. See docs/old-outlook.md.")
    private List<ListenOption> legacyListeners = new ArrayList<>();

    @Mixin
    private LoginOptions logins = new LoginOptions();

    @Mixin
    private TlsOptions tls = new TlsOptions();

    @Option(
            names = "--allow-plaintext",
            arity = "0..1",
            paramLabel = "true|false",
            fallbackValue = "true",
            description = "Take passwords without TLS too: for tests and trusted networks.")
    private Optional<Boolean> allowPlaintext = Optional.empty();

    @Option(
            names = "--metrics",
            paramLabel = "HOST:PORT",
            converter = HostPort.Converter.class,
            description = "Serve figures for Prometheus at http://HOST:PORT/metrics.")
    private Optional<HostPort> metrics = Optional.empty();

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            description =
                    "How long running sessions may go on after SIGTERM; 20 where nothing is said, 0 ends them at once.")
    private Optional<Integer> grace = Optional.empty();

    /** These options, and those of a configuration file where nothing is said here. */
    ServeOptions orElse(ServeOptions file) {
        ServeOptions merged = new ServeOptions();
        merged.listeners = listeners.isEmpty() ? file.listeners : listeners;
        merged.stores = stores.areGiven() ? stores : file.stores;
        merged.logins = logins.orElse(file.logins);
        merged.tls = tls.orElse(file.tls);
        merged.allowPlaintext = allowPlaintext.or(() -> file.allowPlaintext);
        merged.metrics = metrics.or(() -> file.metrics);
        merged.grace = grace.or(() -> file.grace);
        return merged;
    }

    /** Where the collector puts the listeners of all three options. */
    void add(ListenOption listener) {
        listeners.add(listener);
    }

    List<ListenOption> listeners() {
        return listeners.isEmpty() ? ListenOption.DEFAULTS : listeners;
    }

    StoreOptions stores() {
        return stores;
    }

    LoginOptions logins() {
        return logins;
    }

    TlsOptions tls() {
        return tls;
    }

    boolean allowsPlaintext() {
        return allowPlaintext.orElse(false);
    }

    Optional<HostPort> metrics() {
        return metrics;
    }

    /** How long running sessions may go on once the server is asked to stop. */
    Duration grace() throws Failure {
        if (grace.filter(seconds -> seconds < 0).isPresent()) {
            throw Failure.refused("--grace: expected 0 or more seconds, got " + grace.get());
        }
        return grace.map(Duration::ofSeconds).orElse(GRACE);
    }
}
