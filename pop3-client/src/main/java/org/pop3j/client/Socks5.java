package org.pop3j.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A tunnel through a SOCKS5 proxy (RFC 1928), with user name and password (RFC 1929) if there are credentials: those of this
 * connection, where the JDK asks the one {@code Authenticator} of the whole JVM. The proxy looks up the host's name.
 */
record Socks5(Optional<ProxyServer.Credentials> credentials) implements Tunnel {
    private static final int VERSION = 5;
    private static final int NO_AUTHENTICATION = 0;
    private static final int USER_AND_PASSWORD = 2;
    private static final int CONNECT = 1;
    private static final int IPV4 = 1;
    private static final int NAME = 3;
    private static final int IPV6 = 4;

    @Override
    public void open(Socket socket, String host, int port, long deadlineNanos) throws IOException {
        Answers answers = new Answers(socket, deadlineNanos);
        agree(socket, answers);
        socket.getOutputStream().write(request(host, port));
        answers.expect(VERSION, "a SOCKS5 reply");
        int reply = answers.next();
        if (reply != 0) {
            throw new IOException("the SOCKS5 proxy cannot connect: " + reason(reply));
        }
        answers.skipAddress();
    }

    private void agree(Socket socket, Answers answers) throws IOException {
        byte[] offer = credentials.isPresent()
                ? new byte[] {VERSION, 2, NO_AUTHENTICATION, USER_AND_PASSWORD}
                : new byte[] {VERSION, 1, NO_AUTHENTICATION};
        socket.getOutputStream().write(offer);
        answers.expect(VERSION, "a SOCKS5 proxy");
        int method = answers.next();
        if (method == USER_AND_PASSWORD && credentials.isPresent()) {
            authenticate(socket, answers, credentials.orElseThrow());
        } else if (method != NO_AUTHENTICATION) {
            throw new IOException(
                    credentials.isPresent()
                            ? "the SOCKS5 proxy takes no user name and password"
                            : "the SOCKS5 proxy wants a user name and a password");
        }
    }

    private static void authenticate(Socket socket, Answers answers, ProxyServer.Credentials credentials)
            throws IOException {
        ByteArrayOutputStream login = new ByteArrayOutputStream();
        login.write(1);
        writeShort(login, credentials.user());
        writeShort(login, credentials.password());
        socket.getOutputStream().write(login.toByteArray());
        answers.expect(1, "an answer to the proxy login");
        if (answers.next() != 0) {
            throw new IOException("the SOCKS5 proxy refused user name and password");
        }
    }

    private static byte[] request(String host, int port) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(new byte[] {VERSION, CONNECT, 0});
        if (IpAddress.isLiteral(host)) {
            byte[] address = IpAddress.of(host).getAddress();
            request.write(address.length == 4 ? IPV4 : IPV6);
            request.writeBytes(address);
        } else {
            request.write(NAME);
            writeShort(request, host);
        }
        request.write(port >> 8);
        request.write(port);
        return request.toByteArray();
    }

    private static void writeShort(ByteArrayOutputStream out, String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        if (octets.length > 255) {
            throw new IOException("SOCKS5 takes names and passwords of at most 255 octets");
        }
        out.write(octets.length);
        out.writeBytes(octets);
    }

    private static String reason(int reply) {
        return switch (reply) {
            case 1 -> "general failure";
            case 2 -> "not allowed by its rules";
            case 3 -> "network unreachable";
            case 4 -> "host unreachable";
            case 5 -> "connection refused";
            case 6 -> "time to live expired";
            case 7 -> "command not supported";
            case 8 -> "address type not supported";
            default -> "reply " + reply;
        };
    }

    /** What the proxy says, octet by octet and in time. */
    private record Answers(Socket socket, long deadlineNanos) {
        int next() throws IOException {
            InputStream in = socket.getInputStream();
            return HttpConnect.octet(socket, in, deadlineNanos);
        }

        void expect(int octet, String what) throws IOException {
            int got = next();
            if (got != octet) {
                throw new IOException("expected " + what + ", got the octet " + got);
            }
        }

        /** The address that the proxy uses is of no interest. */
        void skipAddress() throws IOException {
            next();
            int kind = next();
            int octets = switch (kind) {
                case IPV4 -> 4;
                case NAME -> next();
                case IPV6 -> 16;
                default -> throw new IOException("expected an address of kind 1, 3 or 4, got " + kind);
            };
            for (int i = 0; i < octets + 2; i++) {
                next();
            }
        }
    }
}
