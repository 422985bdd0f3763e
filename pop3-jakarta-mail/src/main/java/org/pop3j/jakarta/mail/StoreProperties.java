package org.pop3j.jakarta.mail;

import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * Reads {@code mail.PROTOCOL.NAME} of a session. {@code host} and {@code user} are read by the API itself. All the names
 * there are stand in one table; of two that contradict, the later line of the table counts.
 */
final class StoreProperties {
    private static final List<Property> TABLE = List.of(
            new Property("port", (to, value) -> to.port(value.port())),
            new Property("connectiontimeout", (to, value) -> to.connectTime(value.time())),
            new Property("timeout", (to, value) -> to.readTime(value.time())),
            new Property("writetimeout", (to, value) -> to.writeTime(value.time())),
            new Property("ssl.enable", (to, value) -> to.implicitTls(value.isTrue())),
            new Property("starttls.enable", (to, value) -> to.startTlsIfOffered(value.isTrue())),
            new Property("starttls.required", (to, value) -> to.startTlsRequired(value.isTrue())),
            new Property("ssl.trust", (to, value) -> to.trustedHosts(value.words())),
            new Property("ssl.checkserveridentity", (to, value) -> to.checkServerName(value.isTrue())),
            new Property("socketFactory.port", (to, value) -> to.port(value.port())),
            new Property("socketFactory.class", (to, value) -> to.sockets(value.factory())),
            new Property("socketFactory", (to, value) -> to.sockets(value.object(SocketFactory.class))),
            new Property("ssl.socketFactory.class", (to, value) -> to.tlsSockets(tls(value))),
            new Property("ssl.socketFactory", (to, value) -> to.tlsSockets(value.object(SSLSocketFactory.class))),
            new Property("disabletop", (to, value) -> to.disableTop(value.isTrue())),
            new Property("rsetbeforequit", (to, value) -> to.resetBeforeQuit(value.isTrue())));

    private record Property(String name, Meaning meaning) {}

    private interface Meaning {
        void apply(StoreSettings settings, PropertyValue value) throws MessagingException;
    }

    private StoreProperties() {}

    /**
     * Reads the properties of a protocol.
     *
     * @throws MessagingException if a value is malformed; it names the property
     */
    static StoreSettings read(Properties properties, String protocol, ImplicitTls implicitTls)
            throws MessagingException {
        StoreSettings settings = new StoreSettings(implicitTls);
        for (Property property : TABLE) {
            String name = "mail." + protocol + "." + property.name();
            Optional<PropertyValue> value = value(properties, name);
            if (value.isPresent()) {
                property.meaning().apply(settings, value.orElseThrow());
            }
        }
        return settings;
    }

    private static Optional<PropertyValue> value(Properties properties, String name) {
        Object own = properties.get(name);
        return Optional.ofNullable(own == null ? properties.getProperty(name) : own)
                .map(value -> new PropertyValue(name, value));
    }

    private static SSLSocketFactory tls(PropertyValue value) throws MessagingException {
        SocketFactory factory = value.factory();
        return new PropertyValue(value.name(), factory).object(SSLSocketFactory.class);
    }
}
