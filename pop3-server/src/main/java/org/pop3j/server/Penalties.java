package org.pop3j.server;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * How long logins from an address wait before they are looked at (S-13): the more of them failed lately, over all of its
 * connections, the longer. Right credentials wait as well, or else whoever guesses would hang up as soon as there is no
 * answer at once. Nobody is locked out: the wait is never longer than 16 times the first, and half of the failures are
 * forgotten each minute. Other addresses are not touched.
 *
 * <p>An address of IPv6 is its first 64 bits, because a subscriber has all of the others. The table is bounded; the
 * addresses that have been quiet longest are forgotten first. Safe for use by several threads.
 */
final class Penalties implements AutoCloseable {
    static final int MOST_ADDRESSES = 10_000;

    /** A few mistakes, or one device with an old password in a house, cost nothing. */
    static final int FREE_FAILURES = 3;

    private static final int MOST_DOUBLINGS = 4;
    private static final int MOST_FAILURES = FREE_FAILURES + MOST_DOUBLINGS + 1;
    private static final double HALF_LIFE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int IPV6_NETWORK_OCTETS = 8;

    private final Duration first;
    private final LongSupplier nanoClock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Object, Failures> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Failures> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    /**
     * Makes an empty table.
     *
     * @param first the shortest wait; zero switches waiting off
     * @param nanoClock the time
     */
    Penalties(Duration first, LongSupplier nanoClock) {
        this.first = first;
        this.nanoClock = nanoClock;
    }

    /** How many logins failed, less those that are forgotten, as of some time. */
    private record Failures(double count, long nanos) {
        double left(long now) {
            return count * Math.pow(2, -(now - nanos) / HALF_LIFE_NANOS);
        }
    }

    /** Takes note of a failed login. */
    void failed(SocketAddress peer) {
        long now = nanoClock.getAsLong();
        lock.lock();
        try {
            byAddress.merge(
                    network(peer),
                    new Failures(1, now),
                    (before, one) -> new Failures(Math.min(before.left(now) + 1, MOST_FAILURES), now));
        } finally {
            lock.unlock();
        }
    }

    /** How long the next login from an address waits. */
    Duration delay(SocketAddress peer) {
        int doublings = failures(peer) - FREE_FAILURES;
        return doublings < 0 ? Duration.ZERO : first.multipliedBy(1L << Math.min(doublings, MOST_DOUBLINGS));
    }

    private int failures(SocketAddress peer) {
        lock.lock();
        try {
            Failures failures = byAddress.get(network(peer));
            return failures == null ? 0 : (int) Math.round(failures.left(nanoClock.getAsLong()));
        } finally {
            lock.unlock();
        }
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
