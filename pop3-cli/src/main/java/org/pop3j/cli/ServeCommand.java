package org.pop3j.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.pop3j.server.PlaintextLogin;
import org.pop3j.server.Pop3Server;
import org.pop3j.store.spi.MaildropStore;
import org.pop3j.users.Fingerprint;
import org.pop3j.users.TlsFileException;
import org.pop3j.users.TlsFiles;
import org.pop3j.users.UsersFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code pop3 serve}: a server until SIGTERM or SIGINT. The one line on standard output is the ready line; everything else
 * goes to standard error.
 */
@Command(
        name = "serve",
        description = "Serve maildrops. SIGTERM: finish, then exit; SIGHUP: read users and certificates again.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private ServeOptions options = new ServeOptions();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A YAML file that says what the options say, with the same names; options win.")
    private Optional<Path> config = Optional.empty();

    @Option(names = "--check", description = "Say what this user cannot read, and exit.")
    private boolean check;

    ServeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        ServeOptions all = config.isPresent() ? options.orElse(ConfigFile.read(config.get())) : options;
        Duration grace = all.grace();
        try (MaildropStore store = all.stores().open()) {
            warnLegacy(all);
            Optional<Rehearsal> rehearsal = check ? Optional.empty() : Optional.of(Rehearsal.begin());
            ServeLogins logins = ServeLogins.of(all);
            Optional<UsersFile> checked = check ? Optional.of(users(logins)) : Optional.empty();
            ServerKeys keys = ServerKeys.of(all, terminal);
            if (checked.isPresent()) {
                return new ServeCheck(terminal, checked.get(), store).run();
            }
            warnRoot();
            rehearsal.ifPresent(Rehearsal::await);
            return serve(all, grace, store, logins.withDecoyKey(all.tls().state(), terminal), keys.files());
        }
    }

    private static UsersFile users(ServeLogins logins) throws Failure {
        return logins.users()
                .orElseThrow(() -> Failure.refused("--check needs --users FILE: whose mail is to be looked at?"));
    }

    /** Before the first class of TLS is loaded: the JDK reads its list of what is forbidden once. */
    private void warnLegacy(ServeOptions all) {
        if (all.listeners().stream().anyMatch(listener -> listener.kind() == ListenOption.Kind.LEGACY_TLS)) {
            LegacyTls.allow();
            terminal.err().println(LegacyTls.WARNING);
        }
        if (all.allowsPlaintext()) {
            terminal.err()
                    .println(
                            "warning: --allow-plaintext: passwords and mail cross the network readable for everybody on"
                                    + " the way wherever a client does not ask for TLS; for tests and trusted networks only");
        }
    }

    private void warnRoot() {
        if ("root".equals(System.getProperty("user.name"))) {
            terminal.err()
                    .println("warning: running as root; a user of its own that reads the mail is enough and safer");
        }
    }

    private int serve(ServeOptions all, Duration grace, MaildropStore store, ServeLogins logins, TlsFiles keys)
            throws Failure {
        CountDownLatch stop = new CountDownLatch(1);
        Metrics metrics = new Metrics();
        Withheld withheld = Withheld.of(all.logins());
        Optional<HttpServer> http = metricsServer(all.metrics(), metrics);
        try (Pop3Server server = start(all, Pop3Server.builder(store, logins.logins()), metrics, keys)) {
            Signals.on("TERM", () -> stopOrHalt(stop, grace));
            Signals.on("INT", () -> stopOrHalt(stop, grace));
            Signals.on("HUP", () -> {
                reload(logins, keys);
                warn(withheld, logins);
            });
            warn(withheld, logins);
            terminal.out().println(readyLine(all.listeners(), server.addresses()));
            terminal.requireWritten();
            await(stop);
            server.stop(grace);
            return ExitCode.GOOD;
        } finally {
            http.ifPresent(h -> h.stop(0));
        }
    }

    private void warn(Withheld withheld, ServeLogins logins) {
        logins.users()
                .map(users -> withheld.sentences(logins.logins(), users))
                .orElse(List.of())
                .forEach(sentence -> terminal.err().println("warning: " + sentence));
    }

    private Optional<HttpServer> metricsServer(Optional<HostPort> at, Metrics metrics) throws Failure {
        if (at.isEmpty()) {
            return Optional.empty();
        }
        InetSocketAddress address = at.get().resolved();
        try {
            HttpServer http = metrics.serve(address);
            terminal.err().println("info: metrics at http://" + HostPort.shown(http.getAddress()) + "/metrics");
            return Optional.of(http);
        } catch (IOException e) {
            throw Failure.failed("cannot listen on " + at.get() + " for --metrics", e);
        }
    }

    private static Pop3Server start(ServeOptions all, Pop3Server.Builder builder, Metrics metrics, TlsFiles keys)
            throws Failure {
        builder.tls(keys)
                .clientCertificates(all.tls().clientCertificates())
                .events(new ServeLog(metrics))
                .plaintextLogin(all.allowsPlaintext() ? PlaintextLogin.ALLOWED : PlaintextLogin.REFUSED);
        for (ListenOption listener : all.listeners()) {
            InetSocketAddress address = listener.address().resolved();
            switch (listener.kind()) {
                case PLAIN -> builder.listen(address);
                case TLS -> builder.listenTls(address);
                case LEGACY_TLS -> builder.listenLegacyTls(address);
            }
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw Failure.failed(Reason.of(e) + wayOut(e));
        }
    }

    private static String wayOut(IOException e) {
        boolean isTaken = Reason.of(e).contains("in use");
        return isTaken ? "; give another port, or 0 for any free one: --listen HOST:0, --listen-tls HOST:0" : "";
    }

    private static String readyLine(List<ListenOption> listeners, List<InetSocketAddress> addresses) {
        List<String> words = new ArrayList<>(List.of("ready"));
        for (int i = 0; i < listeners.size(); i++) {
            words.add(listeners.get(i).kind().word() + "=" + HostPort.shown(addresses.get(i)));
        }
        return String.join(" ", words);
    }

    private void stopOrHalt(CountDownLatch stop, Duration grace) {
        if (stop.getCount() == 0) {
            // Asked twice: whoever asks does not want to wait for sessions. Nothing is removed half.
            Runtime.getRuntime().halt(ExitCode.FAILED);
        }
        terminal.err().println("info: stopping; running sessions have " + grace.toSeconds() + " s");
        stop.countDown();
    }

    private void reload(ServeLogins logins, TlsFiles keys) {
        for (ServeLogins.Reloadable file : logins.files()) {
            try {
                file.reading().again();
                terminal.err().println("info: read the " + file.name() + " again");
            } catch (IOException e) {
                terminal.err()
                        .println("warning: cannot read the " + file.name() + " again, going on with those read before: "
                                + Reason.of(e));
            }
        }
        try {
            keys.reload();
            terminal.err()
                    .println("info: read the certificate again; SHA-256 "
                            + keys.certificates().stream()
                                    .map(Fingerprint::sha256)
                                    .collect(Collectors.joining(", ")));
        } catch (IOException | TlsFileException e) {
            terminal.err()
                    .println("warning: cannot read the certificate again, going on with the one read before: "
                            + Reason.of(e));
        }
    }

    private static void await(CountDownLatch stop) throws Failure {
        try {
            stop.await();
        } catch (InterruptedException e) {
            throw Failure.failed("interrupted", e);
        }
    }
}
