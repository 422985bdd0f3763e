package org.pop3j.users;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * A TLS context of PEM files: the certificate chain, the server's own certificate first, and the private key as PKCS#8,
 * PKCS#1 (RSA) or SEC1 (EC), each also encrypted. Both may be in one file. The protocols are the JDK's: TLS 1.2 and 1.3.
 *
 * <p>Give it to a server as the supplier of its context; after {@link #reload()} new connections have the new certificate.
 * Safe for use by several threads.
 */
public final class TlsFiles implements Supplier<SSLContext> {
    private final Path certificate;
    private final Path key;
    private final Optional<char[]> passphrase;
    private volatile Loaded loaded;

    private record Loaded(X509Certificate certificate, SSLContext context) {}

    private TlsFiles(Path certificate, Path key, Optional<char[]> passphrase) throws IOException, TlsFileException {
        this.certificate = certificate;
        this.key = key;
        this.passphrase = passphrase.map(char[]::clone);
        this.loaded = load();
    }

    /**
     * Reads certificate and key.
     *
     * @param certificate the file of the certificate chain
     * @param key the file of the private key; it may be the same
     * @return the context
     * @throws IOException if a file cannot be read
     * @throws TlsFileException if a file does not hold what is needed, or both do not belong together
     */
    public static TlsFiles load(Path certificate, Path key) throws IOException, TlsFileException {
        return new TlsFiles(certificate, key, Optional.empty());
    }

    /**
     * Reads certificate and encrypted key.
     *
     * @param certificate the file of the certificate chain
     * @param key the file of the private key; it may be the same
     * @param passphrase the passphrase of the key; kept for {@link #reload()}
     * @return the context
     * @throws IOException if a file cannot be read
     * @throws TlsFileException if a file does not hold what is needed, or both do not belong together
     */
    public static TlsFiles load(Path certificate, Path key, char[] passphrase) throws IOException, TlsFileException {
        return new TlsFiles(certificate, key, Optional.of(passphrase));
    }

    /**
     * Reads both files again.
     *
     * @throws IOException if a file cannot be read; the context stays as it was
     * @throws TlsFileException if a file does not hold what is needed; the context stays as it was
     */
    public void reload() throws IOException, TlsFileException {
        loaded = load();
    }

    /** The context of the files as they were last read. */
    @Override
    public SSLContext get() {
        return loaded.context();
    }

    /**
     * The server's own certificate, as it was last read.
     *
     * @return the first of the chain
     */
    public X509Certificate certificate() {
        return loaded.certificate();
    }

    private Loaded load() throws IOException, TlsFileException {
        TlsIdentity identity = TlsIdentity.read(certificate, key, passphrase);
        return new Loaded(identity.chain().get(0), identity.context());
    }
}
