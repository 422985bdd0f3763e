package org.pop3j.users;

import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.pop3j.sasl.SaslPrep;
import org.pop3j.server.spi.CertificateAuthenticator;
import org.pop3j.server.spi.Login;
import org.pop3j.store.spi.MaildropName;

/**
 * Logs in whom a client's certificate names, for EXTERNAL. A certificate stands for one user: of one with several mail
 * addresses nobody could say which. Immutable.
 */
public enum CertificateUsers implements CertificateAuthenticator {
    /** The common name of the subject is the user. */
    COMMON_NAME {
        @Override
        List<String> names(X509Certificate certificate) {
            return CertificateNames.commonName(certificate).stream().toList();
        }
    },
    /** The mail address among the alternative names is the user. */
    EMAIL {
        @Override
        List<String> names(X509Certificate certificate) {
            return CertificateNames.emails(certificate);
        }
    };

    abstract List<String> names(X509Certificate certificate);

    @Override
    public Optional<Login> checkCertificate(List<X509Certificate> chain, SocketAddress peer) {
        List<String> names = names(chain.get(0));
        return names.size() == 1 ? login(names.get(0)) : Optional.empty();
    }

    private static Optional<Login> login(String name) {
        try {
            String prepared = SaslPrep.query(name);
            return prepared.isEmpty() ? Optional.empty() : Optional.of(new Login(prepared, new MaildropName(prepared)));
        } catch (IllegalArgumentException prohibited) {
            return Optional.empty();
        }
    }
}
