package org.pop3j.server.spi;

import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * Says whom a client's certificate stands for: for EXTERNAL. Safe for use by several threads; may block.
 *
 * <p>The TLS handshake has checked the chain against the trust that the server's TLS context was given; this decides only
 * whose it is.
 */
@FunctionalInterface
public interface CertificateAuthenticator {
    /**
     * Finds the user of a certificate.
     *
     * @param chain the client's chain, its own certificate first
     * @param peer the client's address
     * @return who it is, or empty if it stands for nobody here
     * @throws AuthenticationUnavailableException if it cannot be decided now
     */
    Optional<Login> checkCertificate(List<X509Certificate> chain, SocketAddress peer)
            throws AuthenticationUnavailableException;
}
