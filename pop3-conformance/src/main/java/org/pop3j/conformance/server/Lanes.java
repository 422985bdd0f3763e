package org.pop3j.conformance.server;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.pop3j.conformance.server.ServerCheck.Lane;

/**
 * The threads of a run, and which lanes go side by side. Where each check comes from an address of its own, a server that
 * slows down who fails to log in slows down that check only: then those checks need not be the last, and many of them wait at
 * the same time. None of them goes beside one that logs in: a password that is wrongly taken would find the maildrop in use.
 */
final class Lanes implements AutoCloseable {
    private static final int AT_ONCE = 4;
    private static final int WAITING_AT_ONCE = 16;
    private static final List<List<Lane>> BY_ADDRESSES = List.of(
            List.of(Lane.OPEN, Lane.STRANGERS, Lane.MAILDROP, Lane.EMPTY, Lane.RETRYING),
            List.of(Lane.FAILING),
            List.of(Lane.LAST));
    private static final List<List<Lane>> BY_ONE_ADDRESS = List.of(
            List.of(Lane.OPEN, Lane.MAILDROP, Lane.EMPTY),
            List.of(Lane.RETRYING),
            List.of(Lane.STRANGERS, Lane.FAILING),
            List.of(Lane.LAST));

    private final List<List<Lane>> order;
    private final ExecutorService open;
    private final ExecutorService failing;
    private final ExecutorService maildrop;

    Lanes(boolean hasManyAddresses, ThreadFactory threads) {
        this.order = hasManyAddresses ? BY_ADDRESSES : BY_ONE_ADDRESS;
        this.open = Executors.newFixedThreadPool(AT_ONCE, threads);
        this.failing = Executors.newFixedThreadPool(hasManyAddresses ? WAITING_AT_ONCE : AT_ONCE, threads);
        this.maildrop = Executors.newSingleThreadExecutor(threads);
    }

    /** The lanes that go side by side, one group after the other. */
    List<List<Lane>> order() {
        return order;
    }

    <T> Future<T> submit(Lane lane, Callable<T> work) {
        return switch (lane) {
            case OPEN -> open.submit(work);
            case STRANGERS, FAILING -> failing.submit(work);
            case MAILDROP, EMPTY, RETRYING, LAST -> maildrop.submit(work);
        };
    }

    @Override
    public void close() {
        open.shutdownNow();
        failing.shutdownNow();
        maildrop.shutdownNow();
    }
}
