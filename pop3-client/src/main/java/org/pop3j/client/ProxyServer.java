package org.pop3j.client;

import java.util.Optional;
import org.pop3j.codec.PeerText;

/**
 * A proxy on the way to the server, with credentials of its own; it looks up the server's name. Immutable. TLS goes through
 * it end to end, so it sees no mail; without TLS it sees everything.
 */
public final class ProxyServer {
    private final String host;
    private final int port;
    private final Tunnel tunnel;

    /** What a proxy wants to know; shows no password. */
    record Credentials(String user, String password) {
        @Override
        public String toString() {
            return "Credentials[" + PeerText.escape(user) + "]";
        }
    }

    private ProxyServer(String host, int port, Tunnel tunnel) {
        if (host.isEmpty() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException(
                    "expected host and port of a proxy, got " + PeerText.quote(host + ":" + port));
        }
        this.host = host;
        this.port = port;
        this.tunnel = tunnel;
    }

    /**
     * An HTTP proxy that knows CONNECT.
     *
     * @param host its name or address
     * @param port its port
     * @return the proxy
     */
    public static ProxyServer http(String host, int port) {
        return new ProxyServer(host, port, new HttpConnect(Optional.empty()));
    }

    /**
     * An HTTP proxy that knows CONNECT and wants basic authentication (RFC 7617): its password goes to it unencrypted.
     *
     * @param host its name or address
     * @param port its port
     * @param user the user name, without colon
     * @param password the password
     * @return the proxy
     * @throws IllegalArgumentException if the name has a colon or either has a control character
     */
    public static ProxyServer http(String host, int port, String user, String password) {
        if (user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("the user name of an HTTP proxy has no colon");
        }
        return new ProxyServer(host, port, new HttpConnect(Optional.of(checked(user, password))));
    }

    /**
     * A SOCKS5 proxy (RFC 1928).
     *
     * @param host its name or address
     * @param port its port
     * @return the proxy
     */
    public static ProxyServer socks5(String host, int port) {
        return new ProxyServer(host, port, new Socks5(Optional.empty()));
    }

    /**
     * A SOCKS5 proxy that wants user name and password (RFC 1929), which go to it unencrypted.
     *
     * @param host its name or address
     * @param port its port
     * @param user the user name, at most 255 octets
     * @param password the password, at most 255 octets
     * @return the proxy
     */
    public static ProxyServer socks5(String host, int port, String user, String password) {
        return new ProxyServer(host, port, new Socks5(Optional.of(checked(user, password))));
    }

    private static Credentials checked(String user, String password) {
        if ((user + password).chars().anyMatch(c -> c < 0x20 || c == 0x7F)) {
            throw new IllegalArgumentException("user name and password of a proxy have no control characters");
        }
        return new Credentials(user, password);
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    Tunnel tunnel() {
        return tunnel;
    }

    /** Kind, host and port; no credentials. */
    @Override
    public String toString() {
        return "ProxyServer[" + tunnel.getClass().getSimpleName() + " " + PeerText.escape(host) + ":" + port + "]";
    }
}
