package org.pop3j.server;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** How many connections there are, in all and from one address (S-28). Safe for use by several threads. */
final class Admission {
    private final ServerLimits limits;
    private final AtomicInteger all = new AtomicInteger();
    private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

    Admission(ServerLimits limits) {
        this.limits = limits;
    }

    /** Takes a place for a connection; the caller gives it back by {@link #leave} if this is true. */
    boolean enter(InetAddress address) {
        if (all.incrementAndGet() > limits.connections()) {
            all.decrementAndGet();
            return false;
        }
        if (byAddress.merge(address, 1, Integer::sum) > limits.connectionsPerAddress()) {
            leave(address);
            return false;
        }
        return true;
    }

    void leave(InetAddress address) {
        byAddress.computeIfPresent(address, (a, count) -> count == 1 ? null : count - 1);
        all.decrementAndGet();
    }
}
