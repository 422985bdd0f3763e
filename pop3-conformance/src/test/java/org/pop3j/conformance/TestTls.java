package org.pop3j.conformance;

import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for a test, made by the JDK's keytool. */
public final class TestTls {
    private TestTls() {}

    /** A context that has a key and trusts its own certificate: good for both sides. */
    public static SSLContext selfSigned(Path folder) throws Exception {
        KeyStore keys = TestCertificates.made(folder.resolve("key.p12"), "CN=localhost");
        KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, TestCertificates.PASSWORD);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** A context that trusts nothing of ours. */
    static SSLContext distrusting() throws Exception {
        return SSLContext.getDefault();
    }
}
