package org.pop3j.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.pop3j.codec.PeerText;

/**
 * A tunnel through an HTTP proxy (RFC 9110 section 9.3.6), with basic authentication if there are credentials. The JDK has
 * one too, which by default refuses basic authentication for tunnels and takes credentials from the whole JVM only.
 */
record HttpConnect(Optional<ProxyServer.Credentials> credentials) implements Tunnel {
    private static final int HEADER_OCTETS = 16_384;

    @Override
    public void open(Socket socket, String host, int port, long deadlineNanos) throws IOException {
        socket.getOutputStream().write(request(host, port).getBytes(StandardCharsets.ISO_8859_1));
        String status = header(socket, deadlineNanos);
        String code = status.replaceFirst("^HTTP/1\\.[01] ([0-9]{3})( .*)?$", "$1");
        if (code.equals("407")) {
            throw new IOException(
                    credentials.isEmpty()
                            ? "the proxy wants a user name and a password"
                            : "the proxy refused user name and password");
        }
        if (code.length() != 3 || code.charAt(0) != '2') {
            throw new IOException("expected the proxy to answer HTTP 200, got " + PeerText.quote(status));
        }
    }

    private String request(String host, int port) {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : ServerIdentity.ascii(host);
        String target = name + ":" + port;
        String request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n";
        return request + credentials.map(HttpConnect::authorization).orElse("") + "\r\n";
    }

    private static String authorization(ProxyServer.Credentials credentials) {
        String pair = credentials.user() + ":" + credentials.password();
        return "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))
                + "\r\n";
    }

    /** Octet by octet: behind the empty line the first octets may be those of the POP3 server. */
    private static String header(Socket socket, long deadlineNanos) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder header = new StringBuilder();
        while (!header.toString().endsWith("\r\n\r\n")) {
            if (header.length() == HEADER_OCTETS) {
                throw new IOException(
                        "expected at most " + HEADER_OCTETS + " octets of header from the proxy, got more");
            }
            header.append((char) octet(socket, in, deadlineNanos));
        }
        return header.substring(0, header.indexOf("\r\n"));
    }

    /** One octet, in time. */
    static int octet(Socket socket, InputStream in, long deadlineNanos) throws IOException {
        long left = deadlineNanos - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("the proxy did not answer in time");
        }
        socket.setSoTimeout(Waits.milliseconds(Duration.ofNanos(left)));
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException("the proxy closed the connection");
        }
        return octet;
    }
}
