package org.pop3j.jakarta.mail;

import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.SocketFactory;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLSocketFactory;
import org.pop3j.client.TlsMode;

/**
 * Reads {@code mail.PROTOCOL.NAME} of a session. {@code host}, {@code user} and {@code class} are read by the API itself. All
 * other names stand in one table; of two that contradict, the later line of the table counts. PROPERTIES.md explains them.
 */
final class StoreProperties {
    private static final List<Property> TABLE = List.of(
            new Property("port", (to, value) -> to.network().port(value.port())),
            new Property("connectiontimeout", (to, value) -> to.network().connectTime(value.time())),
            new Property("timeout", (to, value) -> to.network().readTime(value.time())),
            new Property("writetimeout", (to, value) -> to.network().writeTime(value.time())),
            new Property("operationtimeout", (to, value) -> to.network().operationTime(value.time())),
            new Property("minimumrate", (to, value) -> to.network().minimumRate(value.octets())),
            new Property("localaddress", (to, value) -> to.network().localAddress(value.address())),
            new Property("localport", (to, value) -> to.network().localPort(value.localPort())),
            new Property("usesocketchannels", (to, value) -> to.network().channels(value.isTrue())),
            new Property("proxy.host", (to, value) -> to.network().proxies(p -> p.withHttp(value.text()))),
            new Property("proxy.port", (to, value) -> proxyPort(to, value.port())),
            new Property("proxy.user", (to, value) -> to.network().proxies(p -> p.withUser(value.text()))),
            new Property("proxy.password", (to, value) -> to.network().proxies(p -> p.withPassword(value.secret()))),
            new Property("socks.host", (to, value) -> to.network().proxies(p -> p.withSocks(value.text()))),
            new Property("socks.port", (to, value) -> socksPort(to, value.port())),
            new Property("disablecapa", (to, value) -> to.network().disableCapa(value.isTrue())),
            new Property("pipelining", (to, value) -> to.network().assumePipelining(value.isTrue())),
            new Property("quirks", (to, value) -> to.network().quirks(value.quirks())),
            new Property("apop.enable", (to, value) -> to.login().apop(value.isTrue())),
            new Property("auth.mechanisms", (to, value) -> to.login().mechanisms(value.words())),
            new Property("auth.login.disable", (to, value) -> to.login().disable("USER", value.isTrue())),
            new Property("auth.plain.disable", (to, value) -> to.login().disable("PLAIN", value.isTrue())),
            new Property("auth.ntlm.disable", (to, value) -> to.login().disable("NTLM", value.isTrue())),
            new Property("auth.ntlm.domain", (to, value) -> to.login().ntlmDomain(value.text())),
            new Property("auth.xoauth2.disable", (to, value) -> to.login().disable("XOAUTH2", value.isTrue())),
            new Property(
                    "auth.xoauth2.two.line.authentication.format",
                    (to, value) -> to.login().twoLines(value.isTrue())),
            new Property("sasl.authorizationid", (to, value) -> to.login().authorizationId(value.text())),
            new Property("ssl.enable", (to, value) -> to.tls().fromTheStart(value.isTrue())),
            new Property("starttls.enable", (to, value) -> to.tls().startTlsIfOffered(value.isTrue())),
            new Property("starttls.required", (to, value) -> to.tls().startTlsRequired(value.isTrue())),
            new Property("ssl.trust", (to, value) -> to.tls().trustedHosts(value.words())),
            new Property("ssl.protocols", (to, value) -> to.tls().protocols(value.words())),
            new Property("ssl.ciphersuites", (to, value) -> to.tls().cipherSuites(value.words())),
            new Property("ssl.checkserveridentity", (to, value) -> to.tls().checkServerName(value.isTrue())),
            new Property("ssl.hostnameverifier.class", (to, value) -> value.verifierNamed(to.tls())),
            new Property(
                    "ssl.hostnameverifier", (to, value) -> to.tls().verifier(value.object(HostnameVerifier.class))),
            new Property("socketFactory.port", (to, value) -> to.network().port(value.port())),
            new Property("socketFactory.class", (to, value) -> sockets(to, value.factory())),
            new Property("socketFactory", (to, value) -> sockets(to, value.object(SocketFactory.class))),
            new Property("socketFactory.fallback", (to, value) -> to.network().fallback(value.isTrue())),
            new Property("ssl.socketFactory.port", (to, value) -> tlsPort(to, value.port())),
            new Property("ssl.socketFactory.class", (to, value) -> to.tls().factory(tls(value))),
            new Property("ssl.socketFactory", (to, value) -> to.tls().factory(value.object(SSLSocketFactory.class))),
            new Property("disabletop", (to, value) -> to.folders().disableTop(value.isTrue())),
            new Property("forgettopheaders", (to, value) -> to.folders().forgetTopHeaders(value.isTrue())),
            new Property("rsetbeforequit", (to, value) -> to.folders().resetBeforeQuit(value.isTrue())),
            new Property("keepmessagecontent", (to, value) -> to.folders().keepContent(value.isTrue())),
            new Property("filecache.enable", (to, value) -> to.folders().cacheInFile(value.isTrue())),
            new Property("filecache.dir", (to, value) -> to.folders().fileFolder(value.path())),
            new Property("cachewriteto", (to, value) -> to.folders().cacheWriteTo(value.isTrue())),
            new Property("message.class", (to, value) -> to.folders().messages(OwnMessages.of(value))),
            new Property("ledger", (to, value) -> to.folders().ledger(value.path())),
            new Property("ledger.taken", (to, value) -> to.folders().taking(value.taking())),
            new Property("readahead", (to, value) -> to.folders().readAhead(value.isTrue())),
            new Property("readahead.octets", (to, value) -> to.folders().readAheadOctets(value.octets())));

    private record Property(String name, Meaning meaning) {}

    private interface Meaning {
        void apply(StoreSettings settings, PropertyValue value) throws MessagingException;
    }

    private StoreProperties() {}

    /** The names that have an effect here, behind {@code mail.PROTOCOL.}. */
    static List<String> names() {
        return TABLE.stream().map(Property::name).toList();
    }

    /**
     * Reads the properties of a protocol.
     *
     * @throws MessagingException if a value is malformed; it names the property
     */
    static StoreSettings read(Properties properties, String protocol, ImplicitTls implicitTls)
            throws MessagingException {
        StoreSettings settings = new StoreSettings(implicitTls);
        String prefix = "mail." + protocol + ".";
        for (Property property : TABLE) {
            String name = prefix + property.name();
            Optional<PropertyValue> value = value(properties, name);
            if (value.isPresent()) {
                property.meaning().apply(settings, value.orElseThrow());
            }
        }
        for (RefusedProperty refused : RefusedProperty.values()) {
            value(properties, refused.nameFor(protocol)).ifPresent(refused::tell);
        }
        return settings;
    }

    private static Optional<PropertyValue> value(Properties properties, String name) {
        Object own = properties.get(name);
        return Optional.ofNullable(own == null ? properties.getProperty(name) : own)
                .map(value -> new PropertyValue(name, value));
    }

    /** A factory of TLS sockets in the place of one for plain sockets means TLS from the start, as it always did. */
    private static void sockets(StoreSettings to, SocketFactory factory) {
        if (factory instanceof SSLSocketFactory tls) {
            to.tls().factory(tls);
            to.tls().fromTheStart(true);
        } else {
            to.network().sockets(factory);
        }
    }

    private static void proxyPort(StoreSettings to, int port) {
        to.network().proxies(proxies -> proxies.withHttpPort(port));
    }

    private static void socksPort(StoreSettings to, int port) {
        to.network().proxies(proxies -> proxies.withSocksPort(port));
    }

    /** Counts where that factory makes the sockets: with TLS from the start. */
    private static void tlsPort(StoreSettings to, int port) {
        if (to.tls().mode() == TlsMode.TLS) {
            to.network().port(port);
        }
    }

    private static SSLSocketFactory tls(PropertyValue value) throws MessagingException {
        SocketFactory factory = value.factory();
        return new PropertyValue(value.name(), factory).object(SSLSocketFactory.class);
    }
}
