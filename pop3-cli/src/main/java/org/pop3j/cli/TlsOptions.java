package org.pop3j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pop3j.server.ClientCertificates;
import picocli.CommandLine.Option;

/** The certificates of {@code pop3 serve}, and whose certificates it believes. */
final class TlsOptions {
    @Option(
            names = "--cert",
            paramLabel = "PEM",
            description =
                    "The certificate chain, the server's own first. May be repeated, each time with a --key: clients"
                            + " get the certificate of the host that they ask for, else the first.")
    private List<Path> certificates = new ArrayList<>();

    @Option(names = "--key", paramLabel = "PEM", description = "The private key of the --cert in the same place.")
    private List<Path> keys = new ArrayList<>();

    @Option(
            names = "--pkcs12",
            paramLabel = "FILE",
            description = "Certificates with their keys as PKCS#12, instead of or beside --cert. May be repeated.")
    private List<Path> pkcs12 = new ArrayList<>();

    @Option(
            names = "--key-passphrase-file",
            paramLabel = "FILE",
            description = "The passphrase of encrypted keys and of PKCS#12 is its first line.")
    private Optional<Path> passphrase = Optional.empty();

    @Option(
            names = "--client-ca",
            paramLabel = "PEM",
            description =
                    "Ask clients for certificates, and believe those that these authorities signed: they log in by"
                            + " EXTERNAL.")
    private Optional<Path> clientAuthorities = Optional.empty();

    @Option(
            names = "--require-client-cert",
            arity = "0..1",
            paramLabel = "true|false",
            fallbackValue = "true",
            description = "No session without a certificate of --client-ca.")
    private Optional<Boolean> requireClientCertificate = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where the self-signed certificate is kept if there is no other; by default"
                    + " $XDG_STATE_HOME/pop3j, or ~/.local/state/pop3j.")
    private Optional<Path> state = Optional.empty();

    /** These options, and those of a configuration file where nothing is said here. */
    TlsOptions orElse(TlsOptions file) {
        TlsOptions merged = new TlsOptions();
        TlsOptions own = hasCertificates() ? this : file;
        merged.certificates = own.certificates;
        merged.keys = own.keys;
        merged.pkcs12 = own.pkcs12;
        merged.passphrase = passphrase.or(() -> file.passphrase);
        merged.clientAuthorities = clientAuthorities.or(() -> file.clientAuthorities);
        merged.requireClientCertificate = requireClientCertificate.or(() -> file.requireClientCertificate);
        merged.state = state.or(() -> file.state);
        return merged;
    }

    boolean hasCertificates() {
        return !certificates.isEmpty() || !keys.isEmpty() || !pkcs12.isEmpty();
    }

    /** A certificate and its key. */
    record Pair(Path certificate, Path key) {}

    List<Pair> pairs() throws Failure {
        if (certificates.size() != keys.size()) {
            throw Failure.refused("expected --cert PEM and --key PEM together, got " + certificates.size()
                    + " of the one and " + keys.size() + " of the other");
        }
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < certificates.size(); i++) {
            pairs.add(new Pair(certificates.get(i), keys.get(i)));
        }
        return pairs;
    }

    List<Path> pkcs12() {
        return pkcs12;
    }

    Optional<char[]> passphrase() throws Failure {
        return passphrase.isPresent()
                ? Optional.of(SecretFile.read("--key-passphrase-file", passphrase.get())
                        .toCharArray())
                : Optional.empty();
    }

    Optional<Path> clientAuthorities() {
        return clientAuthorities;
    }

    ClientCertificates clientCertificates() throws Failure {
        boolean isRequired = requireClientCertificate.orElse(false);
        if (isRequired && clientAuthorities.isEmpty()) {
            throw Failure.refused(
                    "--require-client-cert needs --client-ca PEM: whose certificates are to be believed?");
        }
        if (isRequired) {
            return ClientCertificates.REQUIRED;
        }
        return clientAuthorities.isPresent() ? ClientCertificates.WANTED : ClientCertificates.NONE;
    }

    /** Where the server keeps what it made itself. */
    Path state() {
        return state.orElseGet(TlsOptions::usualState);
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
