package org.pop3j.jakarta.mail;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.pop3j.client.PlaintextLogin;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.ProtocolTrace;
import org.pop3j.client.Timeouts;
import org.pop3j.client.TlsMode;
import org.pop3j.client.Trust;

/** What the properties of a store say, gathered by {@link StoreProperties}; belongs to the thread that gathers. */
final class StoreSettings {
    private ImplicitTls implicitTls;
    private TlsMode laterTls = TlsMode.NONE;
    private OptionalInt port = OptionalInt.empty();
    private Timeouts timeouts = Timeouts.DEFAULTS;
    private Optional<SocketFactory> sockets = Optional.empty();
    private Optional<SSLSocketFactory> tlsSockets = Optional.empty();
    private List<String> trustedHosts = List.of();
    private ServerName serverName = ServerName.CHECKED;
    private HeaderSource headerSource = HeaderSource.TOP;
    private BeforeQuit beforeQuit = BeforeQuit.NOTHING;

    private enum ServerName {
        CHECKED,
        ANY
    }

    /** What is sent when a folder is closed, before deletions and QUIT. */
    enum BeforeQuit {
        NOTHING,
        RSET
    }

    StoreSettings(ImplicitTls implicitTls) {
        this.implicitTls = implicitTls;
    }

    void implicitTls(boolean wanted) {
        implicitTls = wanted ? ImplicitTls.FROM_THE_START : ImplicitTls.NOT_BY_ITSELF;
    }

    void startTlsIfOffered(boolean wanted) {
        laterTls = wanted ? TlsMode.STLS_IF_OFFERED : laterTls;
    }

    void startTlsRequired(boolean wanted) {
        laterTls = wanted ? TlsMode.STLS_REQUIRED : laterTls;
    }

    void port(int number) {
        port = OptionalInt.of(number);
    }

    void connectTime(Duration time) {
        timeouts = timeouts.withConnect(time);
    }

    /** One time for whatever comes from the server, as users of {@code mail.pop3.timeout} know it. */
    void readTime(Duration time) {
        timeouts = timeouts.withTlsHandshake(time)
                .withGreeting(time)
                .withRead(time)
                .withAuthentication(time)
                .withQuit(time);
    }

    void writeTime(Duration time) {
        timeouts = timeouts.withWrite(time);
    }

    /** A factory of TLS sockets in the place of one for plain sockets means TLS from the start, as it always did. */
    void sockets(SocketFactory factory) {
        if (factory instanceof SSLSocketFactory tls) {
            tlsSockets(tls);
            implicitTls = ImplicitTls.FROM_THE_START;
        } else {
            sockets = Optional.of(factory);
        }
    }

    void tlsSockets(SSLSocketFactory factory) {
        tlsSockets = Optional.of(factory);
    }

    void trustedHosts(List<String> hosts) {
        trustedHosts = hosts;
    }

    void checkServerName(boolean wanted) {
        serverName = wanted ? ServerName.CHECKED : ServerName.ANY;
    }

    void disableTop(boolean wanted) {
        headerSource = wanted ? HeaderSource.RETR : HeaderSource.TOP;
    }

    void resetBeforeQuit(boolean wanted) {
        beforeQuit = wanted ? BeforeQuit.RSET : BeforeQuit.NOTHING;
    }

    HeaderSource headerSource() {
        return headerSource;
    }

    BeforeQuit beforeQuit() {
        return beforeQuit;
    }

    int portOr(int given) {
        return given > 0 ? given : port.orElse(tlsMode().usualPort());
    }

    TlsMode tlsMode() {
        return implicitTls == ImplicitTls.FROM_THE_START ? TlsMode.TLS : laterTls;
    }

    /** A login without TLS is what the protocol {@code pop3} means where no property asks for TLS. */
    Pop3Client client(String host, int port, ProtocolTrace trace) {
        Pop3Client.Builder builder = Pop3Client.builder(host)
                .port(port)
                .tls(tlsMode())
                .trust(trust(host))
                .timeouts(timeouts)
                .plaintextLogin(PlaintextLogin.ALLOWED)
                .trace(trace);
        sockets.ifPresent(builder::socketFactory);
        return builder.build();
    }

    private Trust trust(String host) {
        boolean isTrustedByName = trustedHosts.contains("*") || trustedHosts.contains(host);
        if (isTrustedByName && tlsSockets.isEmpty()) {
            return Trust.anything();
        }
        Trust trust = tlsSockets.map(FactoryContext::new).map(Trust::context).orElseGet(Trust::system);
        return serverName == ServerName.CHECKED ? trust : trust.ofAnyName();
    }
}
