package org.pop3j.jakarta.mail;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSocketFactory;
import org.pop3j.client.TlsMode;
import org.pop3j.client.Trust;

/** What the properties of a store say about TLS; belongs to the thread that gathers. */
final class TlsSettings {
    private ImplicitTls implicitTls;
    private TlsMode laterTls = TlsMode.NONE;
    private Optional<SSLSocketFactory> factory = Optional.empty();
    private List<String> trustedHosts = List.of();
    private List<String> protocols = List.of();
    private List<String> cipherSuites = List.of();
    private ServerName serverName = ServerName.CHECKED;
    private Optional<HostnameVerifier> verifier = Optional.empty();

    private enum ServerName {
        CHECKED,
        ANY
    }

    TlsSettings(ImplicitTls implicitTls) {
        this.implicitTls = implicitTls;
    }

    void fromTheStart(boolean wanted) {
        implicitTls = wanted ? ImplicitTls.FROM_THE_START : ImplicitTls.NOT_BY_ITSELF;
    }

    void startTlsIfOffered(boolean wanted) {
        laterTls = wanted ? TlsMode.STLS_IF_OFFERED : laterTls;
    }

    void startTlsRequired(boolean wanted) {
        laterTls = wanted ? TlsMode.STLS_REQUIRED : laterTls;
    }

    void factory(SSLSocketFactory sockets) {
        factory = Optional.of(sockets);
    }

    void trustedHosts(List<String> hosts) {
        trustedHosts = hosts;
    }

    void protocols(List<String> names) {
        protocols = names;
    }

    void cipherSuites(List<String> names) {
        cipherSuites = names;
    }

    void checkServerName(boolean wanted) {
        serverName = wanted ? ServerName.CHECKED : ServerName.ANY;
    }

    /** Asked besides the check of the name, not in its place: that is switched off by its own property only. */
    void verifier(HostnameVerifier further) {
        verifier = Optional.of(further);
    }

    /** The names that stand for the JDK's own check, which is what is done here: they switch it on. */
    void usualVerifier() {
        serverName = ServerName.CHECKED;
    }

    Optional<HostnameVerifier> verifier() {
        return verifier;
    }

    TlsMode mode() {
        return implicitTls == ImplicitTls.FROM_THE_START ? TlsMode.TLS : laterTls;
    }

    Trust trust(String host) {
        boolean isTrustedByName = trustedHosts.contains("*") || trustedHosts.contains(host);
        if (isTrustedByName && factory.isEmpty()) {
            return narrowed(Trust.anything());
        }
        Trust trust = factory.map(FactoryContext::new).map(Trust::context).orElseGet(Trust::system);
        return narrowed(serverName == ServerName.CHECKED ? trust : trust.ofAnyName());
    }

    private Trust narrowed(Trust trust) {
        return trust.narrowedTo(protocols, cipherSuites);
    }
}
