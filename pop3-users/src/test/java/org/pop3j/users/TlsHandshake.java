package org.pop3j.users;

import java.net.InetAddress;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A handshake on loopback: the client trusts one certificate and checks the host name. */
final class TlsHandshake {
    private TlsHandshake() {}

    /** Protocol and cipher suite that both agreed on, after an octet went each way. */
    static String with(SSLContext server, X509Certificate trusted, String host) throws Exception {
        try (SSLServerSocket listener = (SSLServerSocket)
                server.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listener.setSoTimeout(20_000);
            FutureTask<Integer> accepted = new FutureTask<>(() -> {
                try (SSLSocket socket = (SSLSocket) listener.accept()) {
                    socket.setSoTimeout(20_000);
                    int octet = socket.getInputStream().read();
                    socket.getOutputStream().write(octet);
                    return octet;
                }
            });
            new Thread(accepted).start();
            return talk(trusting(trusted), host, listener.getLocalPort());
        }
    }

    private static String talk(SSLContext client, String host, int port) throws Exception {
        try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket(host, port)) {
            socket.setSoTimeout(20_000);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.getOutputStream().write(42);
            if (socket.getInputStream().read() != 42) {
                throw new IllegalStateException("the octet did not come back");
            }
            return socket.getSession().getProtocol() + " " + socket.getSession().getCipherSuite();
        }
    }

    private static SSLContext trusting(X509Certificate certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("trusted", certificate);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
