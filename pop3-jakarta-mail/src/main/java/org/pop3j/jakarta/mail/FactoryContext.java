package org.pop3j.jakarta.mail;

import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/** A context whose sockets come from a factory of the application ({@code ssl.socketFactory}); it makes nothing else. */
final class FactoryContext extends SSLContext {
    FactoryContext(SSLSocketFactory factory) {
        super(new Spi(factory), provider(), "TLS");
    }

    /** The class wants some provider; nobody asks for it. */
    private static Provider provider() {
        return Security.getProviders()[0];
    }

    private static final class Spi extends SSLContextSpi {
        private final SSLSocketFactory factory;

        Spi(SSLSocketFactory factory) {
            this.factory = factory;
        }

        @Override
        protected SSLSocketFactory engineGetSocketFactory() {
            return factory;
        }

        @Override
        protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
            throw onlySockets();
        }

        @Override
        protected SSLServerSocketFactory engineGetServerSocketFactory() {
            throw onlySockets();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine() {
            throw onlySockets();
        }

        @Override
        protected SSLEngine engineCreateSSLEngine(String host, int port) {
            throw onlySockets();
        }

        @Override
        protected SSLSessionContext engineGetServerSessionContext() {
            throw onlySockets();
        }

        @Override
        protected SSLSessionContext engineGetClientSessionContext() {
            throw onlySockets();
        }

        private static UnsupportedOperationException onlySockets() {
            return new UnsupportedOperationException("this context makes sockets only");
        }
    }
}
