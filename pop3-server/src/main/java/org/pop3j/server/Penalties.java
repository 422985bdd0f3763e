package org.pop3j.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long logins wait for what failed before (S-13). The more of them failed lately from an address, over all of its
 * connections, the longer the next one waits before it is looked at. Right credentials wait as well, or else whoever guesses
 * would hang up as soon as there is no answer at once.
 *
 * <p>Many addresses that guess one account make logins to that account wait, before they are answered, except those from an
 * address from which it was logged in to before: so its owner is not kept out.
 *
 * <p>An address of IPv6 is its first 64 bits, because a subscriber has all of the others. Safe for use by several threads.
 */
final class Penalties implements AutoCloseable {
    /** A few mistakes, or one device with an old password in a house, cost nothing. */
    static final int FREE_FAILURES = 3;

    /** An account may have several devices with an old password, in several places. */
    static final int FREE_FAILURES_OF_ACCOUNT = 20;

    private static final int IPV6_NETWORK_OCTETS = 8;
    private static final int LONGEST_NAME = 64;

    private final FailureCounts byAddress;
    private final FailureCounts byAccount;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Set<Acquaintance> acquaintances =
            Collections.synchronizedSet(Collections.newSetFromMap(new RecentMap<>(FailureCounts.MOST_KEYS)));

    /** An account, and an address from which it was logged in to. */
    private record Acquaintance(String account, Object network) {}

    /**
     * Knows of no failure.
     *
     * @param first the shortest wait; zero switches waiting off
     * @param nanoClock the time
     */
    Penalties(Duration first, LongSupplier nanoClock) {
        this.byAddress = new FailureCounts(first, FREE_FAILURES, nanoClock);
        this.byAccount = new FailureCounts(first, FREE_FAILURES_OF_ACCOUNT, nanoClock);
    }

    /**
     * Takes note of a failed login.
     *
     * @param account whose, as far as the client said; whether there is such a user makes no difference (S-14)
     */
    void failed(SocketAddress peer, String account) {
        byAddress.failed(network(peer));
        if (!account.isEmpty()) {
            byAccount.failed(cut(account));
        }
    }

    /** Takes note of a login. */
    void succeeded(SocketAddress peer, String account) {
        acquaintances.add(new Acquaintance(cut(account), network(peer)));
    }

    /** How long the next login from an address waits before it is looked at. */
    Duration delay(SocketAddress peer) {
        return byAddress.delay(network(peer));
    }

    /** How long a login to an account waits before it is answered. */
    Duration delay(SocketAddress peer, String account) {
        boolean isKnown = acquaintances.contains(new Acquaintance(cut(account), network(peer)));
        return isKnown ? Duration.ZERO : byAccount.delay(cut(account));
    }

    /** Waits; no longer than until the server stops. */
    void await(Duration delay) {
        try {
            closing.await(delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a session", e);
        }
    }

    /** Ends all waits. */
    @Override
    public void close() {
        closing.countDown();
    }

    /** No client fills the memory with names. */
    private static String cut(String account) {
        return account.substring(0, Math.min(account.length(), LONGEST_NAME));
    }

    private static Object network(SocketAddress peer) {
        if (!(peer instanceof InetSocketAddress socket) || socket.isUnresolved()) {
            return peer;
        }
        InetAddress address = socket.getAddress();
        return address instanceof Inet6Address
                ? ByteBuffer.wrap(Arrays.copyOf(address.getAddress(), IPV6_NETWORK_OCTETS))
                : address;
    }
}
