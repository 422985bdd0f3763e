package org.pop3j.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.pop3j.codec.PeerText;

/** Makes TLS contexts that believe what a {@link Trust} says. */
final class TlsContexts {
    /** A server's file may hold its key beside its certificate; the JDK takes that for a broken certificate. */
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN [A-Z0-9 ]*(?:KEY|PARAMETERS)-----.*?-----END [A-Z0-9 ]*-----", Pattern.DOTALL);

    private static final Pattern DIGEST = Pattern.compile("[0-9A-Fa-f]{64}");

    /** As tools show it, and as it is pinned. */
    private static final HexFormat SHOWN = HexFormat.ofDelimiter(":").withUpperCase();

    private TlsContexts() {}

    static TlsSource trusting(List<Path> files) throws IOException {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("expected at least one PEM file");
        }
        try {
            KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
            authorities.load(null, null);
            for (Path file : files) {
                addAll(authorities, file);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(authorities);
            return TlsSource.believing(factory.getTrustManagers());
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot trust the certificates of " + files + ": " + e.getMessage(), e);
        }
    }

    static TlsSource pinning(String sha256) {
        String digits = sha256.replace(":", "");
        if (!DIGEST.matcher(digits).matches()) {
            throw new IllegalArgumentException(
                    "expected a SHA-256 of 64 hexadecimal digits, got " + PeerText.quote(sha256));
        }
        byte[] expected = HexFormat.of().parseHex(digits);
        return sourceOrBug(new LeafTrust(leaf -> requireDigest(leaf, expected)));
    }

    static TlsSource trustingAnything() {
        return sourceOrBug(new LeafTrust(leaf -> {}));
    }

    private static void addAll(KeyStore authorities, Path file) throws IOException, GeneralSecurityException {
        Collection<? extends Certificate> certificates = certificates(file);
        if (certificates.isEmpty()) {
            throw new IOException("expected a certificate in PEM form, found none in " + file);
        }
        for (Certificate certificate : certificates) {
            authorities.setCertificateEntry("pem-" + authorities.size(), certificate);
        }
    }

    static Collection<? extends Certificate> certificates(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        byte[] withoutKeys = KEY.matcher(text).replaceAll("").getBytes(StandardCharsets.ISO_8859_1);
        try {
            return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(withoutKeys));
        } catch (CertificateException e) {
            throw new IOException("expected certificates in PEM form in " + file + ": " + e.getMessage(), e);
        }
    }

    private static void requireDigest(X509Certificate leaf, byte[] expected) throws CertificateException {
        byte[] actual = sha256(leaf.getEncoded());
        if (!MessageDigest.isEqual(actual, expected)) {
            throw new CertificateException("expected the certificate with the SHA-256 " + SHOWN.formatHex(expected)
                    + ", the server has " + SHOWN.formatHex(actual));
        }
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static TlsSource sourceOrBug(TrustManager manager) {
        try {
            return TlsSource.believing(new TrustManager[] {manager});
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS", e);
        }
    }

    static SSLContext context(KeyManager[] keys, TrustManager @Nullable [] managers) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, managers, null);
        return context;
    }

    /** Looks at one certificate. */
    interface LeafCheck {
        void require(X509Certificate leaf) throws CertificateException;
    }

    /** Looks at the server's own certificate only; extended, so that the JDK adds no check of its own. */
    static final class LeafTrust extends X509ExtendedTrustManager {
        private final LeafCheck check;

        LeafTrust(LeafCheck check) {
            this.check = check;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            check.require(chain[0]);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            check.require(chain[0]);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            check.require(chain[0]);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("a POP3 client has no clients");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
                throws CertificateException {
            checkClientTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
                throws CertificateException {
            checkClientTrusted(chain, authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
