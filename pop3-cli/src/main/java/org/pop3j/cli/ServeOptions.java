package org.pop3j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code pop3 serve} that a configuration file may say too, with the same names. */
final class ServeOptions {
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

    @Option(names = "--users", paramLabel = "FILE", description = "The users file.")
    private Optional<Path> users = Optional.empty();

    @Option(names = "--cert", paramLabel = "PEM", description = "The certificate chain, the server's own first.")
    private Optional<Path> certificate = Optional.empty();

    @Option(names = "--key", paramLabel = "PEM", description = "The private key.")
    private Optional<Path> key = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where the self-signed certificate is kept if there is no --cert; by default"
                    + " $XDG_STATE_HOME/pop3j, or ~/.local/state/pop3j.")
    private Optional<Path> state = Optional.empty();

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

    /** These options, and those of a configuration file where nothing is said here. */
    ServeOptions orElse(ServeOptions file) {
        ServeOptions merged = new ServeOptions();
        merged.listeners = listeners.isEmpty() ? file.listeners : listeners;
        merged.stores = stores.areGiven() ? stores : file.stores;
        merged.users = users.or(() -> file.users);
        boolean hasOwnCertificate = certificate.isPresent() || key.isPresent();
        merged.certificate = hasOwnCertificate ? certificate : file.certificate;
        merged.key = hasOwnCertificate ? key : file.key;
        merged.state = state.or(() -> file.state);
        merged.allowPlaintext = allowPlaintext.or(() -> file.allowPlaintext);
        merged.metrics = metrics.or(() -> file.metrics);
        return merged;
    }

    /** Where the collector puts the listeners of both options. */
    void add(ListenOption listener) {
        listeners.add(listener);
    }

    List<ListenOption> listeners() {
        return listeners.isEmpty() ? ListenOption.DEFAULTS : listeners;
    }

    StoreOptions stores() {
        return stores;
    }

    Path users() throws Failure {
        return users.orElseThrow(() ->
                Failure.refused("who may log in? expected --users FILE (pop3 user add NAME --users FILE makes it)"));
    }

    Optional<Path> certificate() throws Failure {
        if (certificate.isPresent() != key.isPresent()) {
            throw Failure.refused("expected --cert PEM and --key PEM together, got only one of them");
        }
        return certificate;
    }

    Path key() {
        return key.orElseThrow();
    }

    Optional<Path> state() {
        return state;
    }

    boolean allowsPlaintext() {
        return allowPlaintext.orElse(false);
    }

    Optional<HostPort> metrics() {
        return metrics;
    }
}
