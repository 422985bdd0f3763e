package org.pop3j.server;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.pop3j.sasl.ChannelBinding;

/**
 * What a connection as it is now has for logins; what is offered depends on it and on nothing else of the connection.
 *
 * @param security whether TLS is active
 * @param bindings what -PLUS mechanisms can be bound to, the better one first
 * @param clientChain the certificates that the client showed, its own first; empty if it showed none
 */
record Channel(Security security, List<ChannelBinding> bindings, List<X509Certificate> clientChain) {
    private static final Channel WITHOUT_TLS = new Channel(Security.NONE, List.of(), List.of());

    static Channel of(Optional<SSLSession> tls) {
        return tls.map(session -> new Channel(Security.TLS, ChannelBinding.ofServer(session), clientChain(session)))
                .orElse(WITHOUT_TLS);
    }

    private static List<X509Certificate> clientChain(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return Arrays.stream(chain)
                    .filter(X509Certificate.class::isInstance)
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException noneShown) {
            return List.of();
        }
    }
}
