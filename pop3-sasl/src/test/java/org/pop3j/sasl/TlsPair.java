package org.pop3j.sasl;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Both ends' sessions of one TLS connection over loopback. */
record TlsPair(SSLSession client, SSLSession server) {
    private static final char[] PASSWORD = "changeit".toCharArray();

    static X509Certificate certificate(String alias) {
        try {
            return (X509Certificate) store().getCertificate(alias);
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static TlsPair connect(String alias, String version) throws IOException {
        SSLContext context = context(alias);
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (SSLServerSocket listener =
                        (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 1, loopback);
                SSLSocket client = (SSLSocket) context.getSocketFactory().createSocket()) {
            CompletableFuture<SSLSession> server = new CompletableFuture<>();
            new Thread(() -> accept(listener, server)).start();
            client.setEnabledProtocols(new String[] {version});
            client.connect(listener.getLocalSocketAddress());
            client.startHandshake();
            SSLSession ofServer = server.get(20, TimeUnit.SECONDS);
            return new TlsPair(client.getSession(), ofServer);
        } catch (Exception e) {
            throw new IOException("no TLS connection", e);
        }
    }

    /** A client that is none of ours. */
    @FunctionalInterface
    interface Foreign {
        void connect(int port) throws IOException, InterruptedException;
    }

    /** The server's session of a connection that somebody else makes. */
    static SSLSession accept(String alias, Foreign client) throws Exception {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        try (SSLServerSocket listener =
                (SSLServerSocket) context(alias).getServerSocketFactory().createServerSocket(0, 1, loopback)) {
            CompletableFuture<SSLSession> server = new CompletableFuture<>();
            new Thread(() -> accept(listener, server)).start();
            client.connect(listener.getLocalPort());
            return server.get(20, TimeUnit.SECONDS);
        }
    }

    private static void accept(SSLServerSocket listener, CompletableFuture<SSLSession> session) {
        try (SSLSocket socket = (SSLSocket) listener.accept()) {
            socket.startHandshake();
            session.complete(socket.getSession());
        } catch (IOException e) {
            session.completeExceptionally(e);
        }
    }

    private static KeyStore store() throws IOException, GeneralSecurityException {
        try (InputStream file = TlsPair.class.getResourceAsStream("certificates.p12")) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD);
            return store;
        }
    }

    private static SSLContext context(String alias) {
        try {
            KeyStore one = KeyStore.getInstance("PKCS12");
            one.load(null, null);
            KeyStore all = store();
            one.setKeyEntry(alias, all.getKey(alias, PASSWORD), PASSWORD, all.getCertificateChain(alias));
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(one, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), new TrustManager[] {new Anybody()}, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Trust is not what is tested here. */
    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            // See above.
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // See above.
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
