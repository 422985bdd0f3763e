package org.pop3j.jakarta.mail;

import java.util.Optional;
import org.pop3j.client.ProxyServer;

/**
 * The proxies that the properties name; of two, the HTTP one is used.
 *
 * @param http host of an HTTP proxy that knows CONNECT
 * @param httpPort its port
 * @param user the user there, whose password is the next
 * @param password the password there
 * @param socks host of a SOCKS5 proxy
 * @param socksPort its port
 */
record ProxySettings(
        Optional<String> http,
        int httpPort,
        Optional<String> user,
        Optional<String> password,
        Optional<String> socks,
        int socksPort) {
    private static final int HTTP_PORT = 80;
    private static final int SOCKS_PORT = 1080;

    static final ProxySettings NONE = new ProxySettings(
            Optional.empty(), HTTP_PORT, Optional.empty(), Optional.empty(), Optional.empty(), SOCKS_PORT);

    ProxySettings withHttp(String host) {
        return new ProxySettings(Optional.of(host), httpPort, user, password, socks, socksPort);
    }

    ProxySettings withHttpPort(int port) {
        return new ProxySettings(http, port, user, password, socks, socksPort);
    }

    ProxySettings withUser(String name) {
        return new ProxySettings(http, httpPort, Optional.of(name), password, socks, socksPort);
    }

    ProxySettings withPassword(String secret) {
        return new ProxySettings(http, httpPort, user, Optional.of(secret), socks, socksPort);
    }

    ProxySettings withSocks(String host) {
        return new ProxySettings(http, httpPort, user, password, Optional.of(host), socksPort);
    }

    ProxySettings withSocksPort(int port) {
        return new ProxySettings(http, httpPort, user, password, socks, port);
    }

    Optional<ProxyServer> proxy() {
        if (http.isEmpty()) {
            return socks.map(host -> ProxyServer.socks5(host, socksPort));
        }
        String host = http.orElseThrow();
        return Optional.of(
                user.isPresent()
                        ? ProxyServer.http(host, httpPort, user.orElseThrow(), password.orElse(""))
                        : ProxyServer.http(host, httpPort));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "ProxySettings[" + http.or(() -> socks).orElse("none") + "]";
    }
}
