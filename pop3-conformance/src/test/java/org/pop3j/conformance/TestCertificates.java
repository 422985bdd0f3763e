package org.pop3j.conformance;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * What the kit shows to clients in tests, made by the JDK's keytool, and what clients make of it.
 *
 * @param shown the three certificates
 * @param careful a client's context that trusts those that it is told to trust
 * @param careless a client's context that trusts everybody
 */
public record TestCertificates(ClientCertificates shown, SSLContext careful, SSLContext careless) {
    static final char[] PASSWORD = "changeit".toCharArray();

    /** Makes them in a folder. */
    public static TestCertificates in(Path folder) throws Exception {
        String here = "san=ip:127.0.0.1,dns:localhost";
        KeyStore right = made(folder.resolve("right.p12"), "CN=test", "-ext", here);
        KeyStore otherName = made(folder.resolve("other-name.p12"), "CN=test", "-ext", "san=dns:pop.example.org");
        KeyStore stranger = made(folder.resolve("stranger.p12"), "CN=test", "-ext", here);
        ClientCertificates shown = new ClientCertificates(showing(right), showing(otherName), showing(stranger));
        return new TestCertificates(shown, trusting(right, otherName), client(new TrustManager[] {new Anybody()}));
    }

    /** A key with a certificate of its own by the JDK's keytool, with further options of it; {@link #PASSWORD} opens it. */
    static KeyStore made(Path file, String name, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "key",
                "-keyalg",
                "EC",
                "-dname",
                name,
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                file.toString()));
        command.addAll(List.of(options));
        Process keytool = new ProcessBuilder(command).inheritIO().start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IllegalStateException("keytool made no key");
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static SSLContext showing(KeyStore keys) throws Exception {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        return context(managers.getKeyManagers(), new TrustManager[0]);
    }

    private static SSLContext trusting(KeyStore... stores) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        for (KeyStore store : stores) {
            Certificate certificate = store.getCertificate("key");
            trusted.setCertificateEntry("trusted" + trusted.size(), certificate);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        return client(managers.getTrustManagers());
    }

    private static SSLContext client(TrustManager[] trust) throws Exception {
        return context(new KeyManager[0], trust);
    }

    private static SSLContext context(KeyManager[] keys, TrustManager[] trust) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust, null);
        return context;
    }

    /** Trusts everybody. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String how) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String how) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
