package org.pop3j.client;

import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Gives the TLS context of a {@link Trust}: the same one at each connection, so that sessions are resumed. */
interface TlsSource {
    /** The JDK's own, made when it is first needed. */
    TlsSource SYSTEM = new TlsSource() {
        @Override
        public SSLContext context() throws GeneralSecurityException {
            return SSLContext.getDefault();
        }

        @Override
        public TlsSource showing(KeyManager[] keys) throws GeneralSecurityException {
            // No trust managers: the JDK takes those of its default context.
            return given(TlsContexts.context(keys, null));
        }
    };

    SSLContext context() throws GeneralSecurityException;

    /** The same with a client certificate. */
    TlsSource showing(KeyManager[] keys) throws GeneralSecurityException;

    /** A context that is complete. */
    static TlsSource given(SSLContext context) {
        return new TlsSource() {
            @Override
            public SSLContext context() {
                return context;
            }

            @Override
            public TlsSource showing(KeyManager[] keys) {
                throw new IllegalStateException("the TLS context of the caller says already which certificate to show");
            }
        };
    }

    /** What these believe. */
    static TlsSource believing(TrustManager[] managers) throws GeneralSecurityException {
        SSLContext plain = TlsContexts.context(new KeyManager[0], managers);
        return new TlsSource() {
            @Override
            public SSLContext context() {
                return plain;
            }

            @Override
            public TlsSource showing(KeyManager[] keys) throws GeneralSecurityException {
                return given(TlsContexts.context(keys, managers));
            }
        };
    }
}
