package org.pop3j.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;

/** A certificate for localhost, and the trust in it. */
final class TestTls {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private TestTls() {}

    static SSLContext context() {
        return context(TestTls::keyManagers);
    }

    /** Trusts the certificate and has none to show. */
    static SSLContext clientWithoutCertificate() {
        return context(store -> new KeyManager[0]);
    }

    /** Shows the certificate, and counts how often it is asked for it. */
    static SSLContext clientThatCounts(AtomicInteger asked) {
        return context(store -> new KeyManager[] {
            new WatchedKeys(keyManager(store)) {
                @Override
                public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
                    asked.incrementAndGet();
                    return super.chooseClientAlias(types, issuers, socket);
                }
            }
        });
    }

    /**
     * A server that lingers in each handshake while it computes, until more than so many compute or a while has passed; the
     * most at once are told.
     */
    static SSLContext serverThatLingers(AtomicInteger most, int expected) {
        AtomicInteger now = new AtomicInteger();
        return context(store -> new KeyManager[] {
            new WatchedKeys(keyManager(store)) {
                @Override
                public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(40);
                    while (now.get() <= expected && System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    now.decrementAndGet();
                    return super.chooseServerAlias(type, issuers, socket);
                }
            }
        });
    }

    /** The first octets of a handshake, as a client of the JDK sends them. */
    static byte[] clientHello() throws SSLException {
        SSLEngine client = context().createSSLEngine("localhost", 995);
        client.setUseClientMode(true);
        ByteBuffer hello = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
        client.wrap(ByteBuffer.allocate(0), hello);
        return Arrays.copyOf(hello.array(), hello.position());
    }

    private static SSLContext context(Function<KeyStore, KeyManager[]> keys) {
        try (InputStream file = TestTls.class.getResourceAsStream("localhost.p12")) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(file, PASSWORD);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.apply(store), trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the test certificate cannot be read", e);
        }
    }

    private static KeyManager[] keyManagers(KeyStore store) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            return keys.getKeyManagers();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the test certificate cannot be used", e);
        }
    }

    private static X509ExtendedKeyManager keyManager(KeyStore store) {
        return (X509ExtendedKeyManager) keyManagers(store)[0];
    }

    /** Keys that a test looks over the shoulder of. */
    private static class WatchedKeys extends X509ExtendedKeyManager {
        private final X509ExtendedKeyManager keys;

        WatchedKeys(X509ExtendedKeyManager keys) {
            this.keys = keys;
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return keys.getClientAliases(type, issuers);
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return keys.chooseClientAlias(types, issuers, socket);
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return keys.getServerAliases(type, issuers);
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return keys.chooseServerAlias(type, issuers, socket);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return keys.getPrivateKey(alias);
        }
    }
}
