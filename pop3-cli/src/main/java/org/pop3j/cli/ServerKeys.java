package org.pop3j.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pop3j.users.Fingerprint;
import org.pop3j.users.SelfSigned;
import org.pop3j.users.TlsFileException;
import org.pop3j.users.TlsFiles;

/** The certificate of a server: the one of {@code --cert} and {@code --key}, or the self-signed one of the state folder. */
record ServerKeys(TlsFiles files) {
    static ServerKeys of(ServeOptions options, Terminal terminal) throws Failure {
        Optional<Path> certificate = options.certificate();
        if (certificate.isPresent()) {
            return given(certificate.get(), options.key());
        }
        Path state = options.state().orElseGet(ServerKeys::usualState);
        TlsFiles files = selfSigned(state, names(options.listeners()));
        terminal.err()
                .println("info: self-signed certificate in " + SelfSigned.file(state) + ", SHA-256 "
                        + Fingerprint.sha256(files.certificate()));
        return new ServerKeys(files);
    }

    private static ServerKeys given(Path certificate, Path key) throws Failure {
        try {
            return new ServerKeys(TlsFiles.load(certificate, key));
        } catch (IOException e) {
            throw Failure.refused("cannot read --cert or --key", e);
        } catch (TlsFileException e) {
            throw Failure.refused(e.getMessage());
        }
    }

    static TlsFiles selfSigned(Path state, Set<String> names) throws Failure {
        try {
            return SelfSigned.in(state, names);
        } catch (IOException e) {
            throw Failure.refused("cannot keep a certificate in --state " + state, e);
        } catch (TlsFileException e) {
            throw Failure.refused(e.getMessage());
        }
    }

    private static Set<String> names(List<ListenOption> listeners) {
        Set<String> names = new LinkedHashSet<>(List.of("localhost", "127.0.0.1", "::1"));
        try {
            String host = InetAddress.getLocalHost().getCanonicalHostName();
            if (host.matches("[A-Za-z0-9.-]+")) {
                names.add(host);
            }
        } catch (UnknownHostException thisHostHasNoName) {
            // Then the certificate does not have it either.
        }
        listeners.stream()
                .map(listener -> listener.address().host())
                .filter(host -> host.matches("[A-Za-z0-9][A-Za-z0-9.-]*") && !host.equals("0.0.0.0"))
                .forEach(names::add);
        return names;
    }

    private static Path usualState() {
        Path home = Path.of(System.getProperty("user.home"));
        return Optional.ofNullable(System.getenv("XDG_STATE_HOME"))
                .filter(folder -> !folder.isBlank())
                .map(Path::of)
                .orElse(home.resolve(".local/state"))
                .resolve("pop3j");
    }
}
