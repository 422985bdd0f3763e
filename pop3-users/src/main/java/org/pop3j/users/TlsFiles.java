package org.pop3j.users;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * A server's TLS context of files: certificates with their keys in PEM or PKCS#12, chosen by the host that a client asks
 * for (SNI); and the authorities whose client certificates are believed. PEM keys are PKCS#8, PKCS#1 (RSA) or SEC1 (EC),
 * each also encrypted. The protocols are the JDK's: TLS 1.2 and 1.3.
 *
 * <p>Give it to a server as the supplier of its context; after {@link #reload()} new connections have the new files, those
 * there are go on. Clients resume their TLS sessions until then. Safe for use by several threads.
 */
public final class TlsFiles implements Supplier<SSLContext> {
    private static final Logger LOG = System.getLogger(TlsFiles.class.getName());

    /** Whoever renews by hand has two weeks. */
    private static final Duration SOON = Duration.ofDays(14);

    private final List<TlsSource> sources;
    private final Optional<Path> clientAuthorities;
    private final Optional<char[]> passphrase;
    private final Clock clock;
    private volatile Loaded loaded;

    private record Loaded(List<X509Certificate> certificates, SSLContext context) {}

    private TlsFiles(Builder builder) throws IOException, TlsFileException {
        this.sources = List.copyOf(builder.sources);
        this.clientAuthorities = builder.clientAuthorities;
        this.passphrase = builder.passphrase;
        this.clock = builder.clock;
        this.loaded = read();
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
        return builder().pem(certificate, key).load();
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
        return builder().pem(certificate, key).passphrase(passphrase).load();
    }

    /**
     * Names files one by one.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads all files again.
     *
     * @throws IOException if a file cannot be read; the context stays as it was
     * @throws TlsFileException if a file does not hold what is needed; the context stays as it was
     */
    public void reload() throws IOException, TlsFileException {
        loaded = read();
    }

    /** The context of the files as they were last read. */
    @Override
    public SSLContext get() {
        return loaded.context();
    }

    /**
     * The server's own certificate for clients that ask for no host, as it was last read.
     *
     * @return the first of the first chain
     */
    public X509Certificate certificate() {
        return loaded.certificates().get(0);
    }

    /**
     * The server's own certificates, as they were last read.
     *
     * @return the first of each chain, in the order in which the files were named
     */
    public List<X509Certificate> certificates() {
        return loaded.certificates();
    }

    private Loaded read() throws IOException, TlsFileException {
        List<TlsIdentity> identities = new ArrayList<>();
        for (TlsSource source : sources) {
            identities.addAll(source.read(passphrase));
        }
        ClientTrust trust =
                clientAuthorities.isPresent() ? ClientTrust.of(clientAuthorities.get()) : ClientTrust.NOBODY;
        List<X509Certificate> own =
                identities.stream().map(identity -> identity.chain().get(0)).toList();
        own.forEach(this::warnOfExpiry);
        return new Loaded(own, TlsIdentity.context(identities, trust));
    }

    private void warnOfExpiry(X509Certificate certificate) {
        warning(certificate).ifPresent(text -> LOG.log(Level.WARNING, "{0}", text));
    }

    Optional<String> warning(X509Certificate certificate) {
        Instant end = certificate.getNotAfter().toInstant();
        Instant begin = certificate.getNotBefore().toInstant();
        String which =
                "the certificate of " + certificate.getSubjectX500Principal().getName();
        Instant now = clock.instant();
        if (begin.isAfter(now)) {
            return Optional.of(which + " is not valid before " + begin + ": clients will refuse it");
        }
        if (end.isBefore(now)) {
            return Optional.of(which + " has expired at " + end + ": clients will refuse it");
        }
        return end.isBefore(now.plus(SOON)) ? Optional.of(which + " expires at " + end) : Optional.empty();
    }

    /** Names files; belongs to one thread. */
    public static final class Builder {
        private final List<TlsSource> sources = new ArrayList<>();
        private Optional<Path> clientAuthorities = Optional.empty();
        private Optional<char[]> passphrase = Optional.empty();
        private Clock clock = Clock.systemUTC();

        private Builder() {}

        /**
         * Adds a certificate with its key. The first one added is for clients that ask for no host, or for one that no
         * certificate is for.
         *
         * @param certificate the file of the certificate chain, the server's own first
         * @param key the file of the private key; it may be the same
         * @return this
         */
        public Builder pem(Path certificate, Path key) {
            sources.add(new TlsSource.Pem(certificate, key));
            return this;
        }

        /**
         * Adds all keys of a PKCS#12 file with their certificates.
         *
         * @param file the file
         * @return this
         */
        public Builder pkcs12(Path file) {
            sources.add(new TlsSource.Pkcs12(file));
            return this;
        }

        /**
         * Gives the passphrase of encrypted PEM keys and of PKCS#12 files.
         *
         * @param passphrase the passphrase; a copy is kept for {@link TlsFiles#reload()}
         * @return this
         */
        public Builder passphrase(char[] passphrase) {
            this.passphrase = Optional.of(passphrase.clone());
            return this;
        }

        /**
         * Says which authorities sign certificates of clients; where nothing is said no client's certificate is believed.
         *
         * @param pem a file of certificates
         * @return this
         */
        public Builder clientAuthorities(Path pem) {
            this.clientAuthorities = Optional.of(pem);
            return this;
        }

        /** Says what time it is, for the warnings of certificates that end. */
        Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Reads the files.
         *
         * @return the context
         * @throws IOException if a file cannot be read
         * @throws TlsFileException if a file does not hold what is needed, or what is in it does not belong together
         * @throws IllegalStateException if no certificate was added
         */
        public TlsFiles load() throws IOException, TlsFileException {
            if (sources.isEmpty()) {
                throw new IllegalStateException("expected a certificate: call pem or pkcs12");
            }
            return new TlsFiles(this);
        }
    }
}
