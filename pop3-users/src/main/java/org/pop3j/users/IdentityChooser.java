package org.pop3j.users;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Gives each client the certificate of the host that it asked for by SNI (R8314-09); the first one where it asked for none
 * or for a host that no certificate is for. Several certificates of one host with keys of several kinds are for clients that
 * can do one kind only. Immutable.
 */
final class IdentityChooser extends X509ExtendedKeyManager {
    private static final String[] NONE = new String[0];

    private final List<TlsIdentity> identities;

    IdentityChooser(List<TlsIdentity> identities) {
        this.identities = List.copyOf(identities);
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return socket instanceof SSLSocket secure ? choose(keyType, secure.getHandshakeSession()) : null;
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return choose(keyType, engine.getHandshakeSession());
    }

    /** The interface says null where there is none of that kind. */
    private String choose(String keyType, SSLSession handshake) {
        List<TlsIdentity> candidates = candidates(requestedHost(handshake));
        return candidates.stream()
                .filter(identity -> identity.key().getAlgorithm().equals(keyType))
                .findFirst()
                .map(identity -> String.valueOf(identities.indexOf(identity)))
                .orElse(null);
    }

    private static Optional<String> requestedHost(SSLSession handshake) {
        if (!(handshake instanceof ExtendedSSLSession extended)) {
            return Optional.empty();
        }
        return extended.getRequestedServerNames().stream()
                .filter(name -> name.getType() == StandardConstants.SNI_HOST_NAME)
                .map(name -> new SNIHostName(name.getEncoded()).getAsciiName().toLowerCase(Locale.ROOT))
                .findFirst();
    }

    private List<TlsIdentity> candidates(Optional<String> host) {
        List<TlsIdentity> asked = host.map(this::ofHost).orElse(List.of());
        if (!asked.isEmpty()) {
            return asked;
        }
        TlsIdentity usual = identities.get(0);
        return identities.stream().filter(i -> i.hosts().equals(usual.hosts())).toList();
    }

    /** An exact name goes before a wildcard. */
    private List<TlsIdentity> ofHost(String host) {
        List<TlsIdentity> exact =
                identities.stream().filter(i -> i.hosts().contains(host)).toList();
        return exact.isEmpty()
                ? identities.stream()
                        .filter(i -> i.hosts().stream().anyMatch(name -> CertificateNames.isFor(name, host)))
                        .toList()
                : exact;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return identities.get(Integer.parseInt(alias)).chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return identities.get(Integer.parseInt(alias)).key();
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        return identities.stream()
                .filter(identity -> identity.key().getAlgorithm().equals(keyType))
                .map(identity -> String.valueOf(identities.indexOf(identity)))
                .toArray(String[]::new);
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return NONE;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }
}
