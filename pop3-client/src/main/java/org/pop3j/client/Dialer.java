package org.pop3j.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes TCP connections: tries the addresses of the host in their order, all within one time (C0001), of which each gets
 * its share, so that a dead one leaves time for the next.
 */
record Dialer(
        String host, int port, SocketSource sockets, Lookup lookup, Optional<InetAddress> localAddress, Tunnel tunnel) {
    /** Gives unconnected sockets. */
    interface SocketSource {
        Socket socket() throws IOException;
    }

    /** Gives the addresses of a host, one or more. */
    interface Lookup {
        List<InetSocketAddress> addresses(String host, int port) throws UnknownHostException;
    }

    Dialer(String host, int port, SocketSource sockets, Lookup lookup, Optional<InetAddress> localAddress) {
        this(host, port, sockets, lookup, localAddress, Tunnel.NONE);
    }

    static List<InetSocketAddress> lookUp(String host, int port) throws UnknownHostException {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (InetAddress address : InetAddress.getAllByName(host)) {
            addresses.add(new InetSocketAddress(address, port));
        }
        return addresses;
    }

    static List<InetSocketAddress> leaveToProxy(String host, int port) {
        return List.of(InetSocketAddress.createUnresolved(host, port));
    }

    Socket dial(Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        List<IOException> failures = new ArrayList<>();
        List<InetSocketAddress> addresses = lookup.addresses(host, port);
        for (int i = 0; i < addresses.size(); i++) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                break;
            }
            try {
                return connected(addresses.get(i), Duration.ofNanos(left / (addresses.size() - i)));
            } catch (IOException e) {
                failures.add(e);
            }
        }
        throw failure(failures);
    }

    private Socket connected(InetSocketAddress address, Duration share) throws IOException {
        Socket socket = sockets.socket();
        try {
            if (localAddress.isPresent()) {
                socket.bind(new InetSocketAddress(localAddress.orElseThrow(), 0));
            }
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            long deadline = System.nanoTime() + share.toNanos();
            socket.connect(address, Waits.milliseconds(share));
            tunnel.open(socket, host, port, deadline);
            return socket;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static IOException failure(List<IOException> failures) {
        if (failures.isEmpty()) {
            return new SocketTimeoutException("no time was left to try an address");
        }
        IOException first = failures.get(0);
        failures.stream().skip(1).forEach(first::addSuppressed);
        return first;
    }
}
