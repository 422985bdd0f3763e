package org.pop3j.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pop3j.users.Fingerprint;
import org.pop3j.users.SelfSigned;
import org.pop3j.users.TlsFileException;
import org.pop3j.users.TlsFiles;

/** The certificates of a server: those that the options name, or the self-signed one of the state folder. */
record ServerKeys(TlsFiles files) {
    static ServerKeys of(ServeOptions options, Terminal terminal) throws Failure {
        TlsOptions tls = options.tls();
        // Before anything is made: what contradicts itself is refused.
        tls.clientCertificates();
        if (tls.hasCertificates()) {
            return new ServerKeys(given(tls));
        }
        Path state = tls.state();
        TlsFiles own = selfSigned(state, names(options.listeners()));
        TlsFiles files = tls.clientAuthorities().isPresent()
                ? load(tls, TlsFiles.builder().pem(SelfSigned.file(state), SelfSigned.file(state)))
                : own;
        terminal.err()
                .println("info: self-signed certificate in " + SelfSigned.file(state) + ", SHA-256 "
                        + Fingerprint.sha256(files.certificate()));
        return new ServerKeys(files);
    }

    private static TlsFiles given(TlsOptions tls) throws Failure {
        TlsFiles.Builder builder = TlsFiles.builder();
        for (TlsOptions.Pair pair : tls.pairs()) {
            builder.pem(pair.certificate(), pair.key());
        }
        tls.pkcs12().forEach(builder::pkcs12);
        tls.passphrase().ifPresent(builder::passphrase);
        return load(tls, builder);
    }

    private static TlsFiles load(TlsOptions tls, TlsFiles.Builder builder) throws Failure {
        tls.clientAuthorities().ifPresent(builder::clientAuthorities);
        try {
            return builder.load();
        } catch (IOException e) {
            throw Failure.refused("cannot read --cert, --key, --pkcs12 or --client-ca", e);
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
}
