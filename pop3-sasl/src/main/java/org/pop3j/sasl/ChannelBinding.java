package org.pop3j.sasl;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * What ties a login to one TLS connection, so that it cannot be relayed over another (RFC 5056). Immutable; the data is a
 * secret of the connection and not in {@link #toString}.
 */
public final class ChannelBinding {
    /** The ways to get binding data, the better one first. */
    public enum Type {
        /** RFC 9266: keying material of the connection. Needs a JDK that exports it, as 25 does. */
        TLS_EXPORTER("tls-exporter"),
        /** RFC 5929 section 4: the hash of the server's certificate. */
        TLS_SERVER_END_POINT("tls-server-end-point");

        private final String typeName;

        Type(String typeName) {
            this.typeName = typeName;
        }

        /**
         * The name in the GS2 header.
         *
         * @return for example {@code tls-exporter}
         */
        public String typeName() {
            return typeName;
        }

        static Optional<Type> named(String name) {
            return Arrays.stream(values())
                    .filter(type -> type.typeName.equals(name))
                    .findFirst();
        }
    }

    private final Type type;
    private final byte[] octets;

    /**
     * Takes binding data.
     *
     * @param type how it was got
     * @param octets the data
     */
    public ChannelBinding(Type type, byte[] octets) {
        this.type = type;
        this.octets = octets.clone();
    }

    /**
     * The bindings of a connection as its client sees them.
     *
     * @param session the TLS session of the connection, handshake done
     * @return the better one first; empty if none can be computed, and then no -PLUS mechanism can be used (R9266-02)
     */
    public static List<ChannelBinding> ofClient(SSLSession session) {
        try {
            return all(session, session.getPeerCertificates());
        } catch (SSLPeerUnverifiedException anonymousServer) {
            return all(session, new Certificate[0]);
        }
    }

    /**
     * The bindings of a connection as its server sees them.
     *
     * @param session the TLS session of the connection, handshake done
     * @return the better one first; empty if none can be computed, and then no -PLUS mechanism can be offered (R9266-02)
     */
    public static List<ChannelBinding> ofServer(SSLSession session) {
        Certificate[] own = session.getLocalCertificates();
        return all(session, own == null ? new Certificate[0] : own);
    }

    private static List<ChannelBinding> all(SSLSession session, Certificate[] serverChain) {
        List<ChannelBinding> bindings = new ArrayList<>();
        TlsExporter.export(session).ifPresent(octets -> bindings.add(new ChannelBinding(Type.TLS_EXPORTER, octets)));
        if (serverChain.length > 0 && serverChain[0] instanceof X509Certificate certificate) {
            CertificateHash.of(certificate)
                    .ifPresent(octets -> bindings.add(new ChannelBinding(Type.TLS_SERVER_END_POINT, octets)));
        }
        return List.copyOf(bindings);
    }

    /**
     * How the data was got.
     *
     * @return the type
     */
    public Type type() {
        return type;
    }

    /**
     * The data.
     *
     * @return a copy
     */
    public byte[] octets() {
        return octets.clone();
    }

    /** The type, nothing else. */
    @Override
    public String toString() {
        return type.typeName;
    }
}
