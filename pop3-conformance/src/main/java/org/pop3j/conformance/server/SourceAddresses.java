package org.pop3j.conformance.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where the connections of a check come from. Servers slow an address down after failed log-ins (S-13), and many checks
 * fail to log in on purpose: one after the other would wait for the sins of the ones before. On the loopback each check
 * comes from an address of its own, in the network 127.0.0.0/8; anywhere else, and on systems that have only 127.0.0.1,
 * there is only one.
 */
final class SourceAddresses {
    private static final int HOSTS = 250;

    private final boolean areMany;
    private final byte[] network;
    private final AtomicInteger given = new AtomicInteger();

    SourceAddresses(InetAddress server) {
        Random random = new Random();
        this.network = new byte[] {127, (byte) (64 + random.nextInt(128)), (byte) random.nextInt(256)};
        this.areMany = server.isLoopbackAddress() && server.getAddress().length == 4 && canBind(address(0));
    }

    private static boolean canBind(InetAddress address) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(address, 0));
            return true;
        } catch (IOException noSuchAddressHere) {
            return false;
        }
    }

    /** Whether each check comes from an address of its own. */
    boolean areMany() {
        return areMany;
    }

    /** An address that nobody had before, as long as there are some; empty where the system chooses. */
    Optional<InetAddress> next() {
        return areMany ? Optional.of(address(given.getAndIncrement())) : Optional.empty();
    }

    private InetAddress address(int number) {
        byte[] address = {
            127, network[1], (byte) (network[2] + number / HOSTS), (byte) (1 + number % HOSTS),
        };
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException fourOctetsAreAnAddress) {
            throw new IllegalStateException(fourOctetsAreAnAddress);
        }
    }
}
