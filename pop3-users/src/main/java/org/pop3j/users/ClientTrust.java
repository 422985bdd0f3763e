package org.pop3j.users;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Whose client certificates are believed. */
record ClientTrust(TrustManager[] managers) {
    static final ClientTrust NOBODY = new ClientTrust(new TrustManager[] {new TrustNobody()});

    /** Those that the authorities of a PEM file have signed. */
    static ClientTrust of(Path pem) throws IOException, TlsFileException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (X509Certificate authority : PemFile.read(pem).certificates()) {
                store.setCertificateEntry(String.valueOf(store.size()), authority);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            return new ClientTrust(trust.getTrustManagers());
        } catch (GeneralSecurityException e) {
            throw new TlsFileException("the JDK does not take the authorities in " + pem + ": " + e.getMessage(), e);
        }
    }
}
