package org.pop3j.server;

import java.io.IOException;
import java.net.Socket;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * How TLS begins over an accepted socket: versions, ALPN, client certificates, turns. Safe for use by several threads.
 *
 * @param context asked at each handshake
 * @param versions which TLS is spoken
 * @param clients whether clients show certificates
 * @param handshakes whose turn it is
 */
record TlsLayer(Supplier<SSLContext> context, TlsVersions versions, ClientCertificates clients, Handshakes handshakes) {
    /** The name of POP3 in ALPN; a client that offers others only gets the alert no_application_protocol (RFC 7301). */
    private static final String[] APPLICATION_PROTOCOLS = {"pop3"};

    /** Does the handshake on the calling thread. */
    SSLSocket over(Socket plain) throws IOException {
        try (Handshakes.Turn turn = handshakes.turn()) {
            UnderTls under = new UnderTls(plain, turn);
            SSLSocket secure = (SSLSocket) context.get()
                    .getSocketFactory()
                    .createSocket(under, plain.getInetAddress().getHostAddress(), plain.getPort(), true);
            secure.setUseClientMode(false);
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setProtocols(versions.names());
            parameters.setCipherSuites(versions.suites(parameters.getCipherSuites()));
            parameters.setUseCipherSuitesOrder(true);
            parameters.setApplicationProtocols(APPLICATION_PROTOCOLS);
            clients.applyTo(parameters);
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            under.settle();
            return secure;
        }
    }
}
