package org.pop3j.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Certificates for tests, made once by keytool: the file has the name of the constant; 100 years. */
enum TestTls {
    /** For localhost, 127.0.0.1 and ::1. */
    LOCALHOST,
    /** For elsewhere.example; localhost stands only in its common name and in a URI. */
    ELSEWHERE,
    /** For localhost, until the end of 2020. */
    EXPIRED,
    /** For {@code *.example.com}. */
    WILDCARD;

    private static final char[] SECRET = "test secret".toCharArray();

    SSLContext serverContext() {
        return serverContext(new TrustManager[0]);
    }

    /** Of a server that believes client certificates. */
    SSLContext serverContext(TrustManager... managers) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(keyStore(), SECRET);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), managers.length == 0 ? null : managers, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String sha256() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(certificate().getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Path pem(Path folder) {
        try {
            String base64 = Base64.getMimeEncoder().encodeToString(certificate().getEncoded());
            return Files.writeString(
                    folder.resolve(name() + ".pem"),
                    "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n");
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    X509Certificate certificate() throws GeneralSecurityException {
        return (X509Certificate) Objects.requireNonNull(keyStore().getCertificate("pop3j"));
    }

    private KeyStore keyStore() throws GeneralSecurityException {
        String resource = name().toLowerCase(Locale.ROOT) + ".p12";
        try (InputStream in = Objects.requireNonNull(TestTls.class.getResourceAsStream(resource))) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, SECRET);
            return store;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
