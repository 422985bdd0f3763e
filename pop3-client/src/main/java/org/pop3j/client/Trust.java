package org.pop3j.client;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Which servers a client believes. Immutable and safe for use by several threads.
 *
 * <p>Certificate and host name are both checked (S-19, R2595-10) unless a method says otherwise.
 */
public final class Trust {
    private final TlsSource source;
    private final Identity identity;
    private final TlsChoice choice;

    private Trust(TlsSource source, Identity identity) {
        this(source, identity, TlsChoice.USUAL);
    }

    private Trust(TlsSource source, Identity identity, TlsChoice choice) {
        this.source = source;
        this.identity = identity;
        this.choice = choice;
    }

    /**
     * Believes the certificate authorities of the JDK, or those that the {@code javax.net.ssl.trustStore} properties name.
     *
     * @return the default trust
     */
    public static Trust system() {
        return new Trust(TlsSource.SYSTEM, ServerIdentity.NAMED);
    }

    /**
     * Believes the certificates in PEM files, and only those: authorities, or the server's own.
     *
     * @param files PEM files, each with one or more certificates
     * @return the trust
     * @throws IOException if a file cannot be read or holds no certificate
     * @throws IllegalArgumentException if no file is given
     */
    public static Trust pem(Path... files) throws IOException {
        return new Trust(TlsContexts.trusting(List.of(files)), ServerIdentity.NAMED);
    }

    /**
     * Believes one certificate, known by its SHA-256 (R8314-07): neither who signed it nor the names and dates in it
     * matter then.
     *
     * @param sha256 64 hexadecimal digits in either case, perhaps with colons between
     * @return the trust
     * @throws IllegalArgumentException if that is not a SHA-256
     */
    public static Trust certificate(String sha256) {
        return new Trust(TlsContexts.pinning(sha256), ServerIdentity.KNOWN);
    }

    /**
     * Believes what a context of the caller believes, and checks the host name too.
     *
     * @param context the context
     * @return the trust
     */
    public static Trust context(SSLContext context) {
        return new Trust(TlsSource.given(context), ServerIdentity.NAMED);
    }

    /**
     * Believes everybody, so that anybody on the way may read and change everything: for tests only. What
     * {@code --insecure} means.
     *
     * @return no trust at all
     */
    public static Trust anything() {
        return new Trust(TlsContexts.trustingAnything(), ServerIdentity.ANY);
    }

    /**
     * This trust without the check of the host name, so that anybody with a certificate that is believed may pass for the
     * server: for servers whose certificate has the wrong name, where nothing better can be done.
     *
     * @return the weaker trust
     */
    public Trust ofAnyName() {
        return new Trust(source, ServerIdentity.ANY, choice);
    }

    /**
     * This trust, in connections of some versions and cipher suites only. Versions before TLS 1.2 are never taken (R8314-02).
     *
     * @param versions names such as {@code TLSv1.3}; none for TLS 1.2 and 1.3
     * @param cipherSuites names such as {@code TLS_AES_128_GCM_SHA256}; none for those of the JDK. A name that the JDK does
     *     not know fails each connection
     * @return the narrower trust
     */
    public Trust narrowedTo(List<String> versions, List<String> cipherSuites) {
        return new Trust(source, identity, new TlsChoice(versions, cipherSuites));
    }

    /**
     * This trust, and servers that ask for a client certificate are shown one; {@link Credentials#certificate()} logs in with it.
     *
     * @param certificate the certificate
     * @return the trust
     * @throws IOException if the JDK cannot use the certificate
     * @throws IllegalStateException if this trust is a {@link #context} of the caller, which has its own certificates
     */
    public Trust showing(ClientCertificate certificate) throws IOException {
        try {
            return new Trust(source.showing(certificate.managers()), identity, choice);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot use the client certificate: " + e.getMessage(), e);
        }
    }

    TlsChoice choice() {
        return choice;
    }

    /**
     * This trust for a server that was found by the SRV records of a mail domain (RFC 6186 section 6, RFC 7817 section 3): a
     * certificate for that domain, by a dNSName or an SRV-ID of {@code _pop3s} or {@code _pop3}, is as good as one for the
     * host.
     *
     * @param domain the mail domain that was asked for
     * @return the trust
     */
    Trust alsoNamed(String domain) {
        Identity either = (host, session) -> {
            try {
                identity.require(host, session);
            } catch (SSLPeerUnverifiedException hostIsOther) {
                MailDomainIdentity.require(domain, session);
            }
        };
        return looksAtNames() ? new Trust(source, either, choice) : this;
    }

    /** This trust where the host's own name counts for nothing, because an unprotected DNS answer named it. */
    Trust onlyNamed(String domain) {
        return looksAtNames()
                ? new Trust(source, (host, session) -> MailDomainIdentity.require(domain, session), choice)
                : this;
    }

    /**
     * The TLS context behind this trust, for connections of other protocols. It does not check the host name.
     *
     * @return the context
     * @throws GeneralSecurityException if the JDK cannot make it
     */
    public SSLContext context() throws GeneralSecurityException {
        return source.context();
    }

    /** Whether the other side is the right server once the handshake is done: bearer tokens go to nobody else (R7628-03). */
    boolean isVerifying() {
        return identity != ServerIdentity.ANY;
    }

    private boolean looksAtNames() {
        return identity != ServerIdentity.ANY && identity != ServerIdentity.KNOWN;
    }

    Identity identity() {
        return identity;
    }
}
