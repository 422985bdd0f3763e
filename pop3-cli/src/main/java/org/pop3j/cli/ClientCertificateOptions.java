package org.pop3j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.pop3j.client.ClientCertificate;
import org.pop3j.client.Trust;
import picocli.CommandLine.Option;

/** The certificate that a client shows. */
final class ClientCertificateOptions {
    @Option(
            names = "--client-cert",
            paramLabel = "PEM",
            description =
                    "Show this certificate, and log in by it (EXTERNAL) unless --password-file or the URL says how.")
    private Optional<Path> certificate = Optional.empty();

    @Option(
            names = "--client-key",
            paramLabel = "PEM",
            description = "Its private key, PKCS#8, not encrypted; where nothing is said, in the same file.")
    private Optional<Path> key = Optional.empty();

    boolean isGiven() {
        return certificate.isPresent();
    }

    /** The trust, and what is shown to those who are trusted. */
    Trust applyTo(Trust trust) throws Failure {
        if (certificate.isEmpty()) {
            if (key.isPresent()) {
                throw Failure.refused("--client-key needs --client-cert PEM");
            }
            return trust;
        }
        try {
            return trust.showing(ClientCertificate.pem(certificate.get(), key.orElse(certificate.get())));
        } catch (IOException e) {
            throw Failure.refused("--client-cert", e);
        }
    }
}
