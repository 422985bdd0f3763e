package org.pop3j.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.store.spi.MaildropException;

/**
 * Store calls of a session that is a virtual thread, on a bounded number of platform threads: file I/O of a virtual thread
 * would hold its carrier, and two reads stuck on a dead file system would stop every session of a machine with two cores
 * (S-40).
 */
final class PooledStoreWork extends StoreWork {
    private static final System.Logger LOG = System.getLogger(PooledStoreWork.class.getName());

    private final WorkThreads threads;
    private final Watchdog.Guard guard;
    private final Duration patience;
    private CompletableFuture<?> running = CompletableFuture.completedFuture(this);

    PooledStoreWork(WorkThreads threads, Watchdog.Guard guard, Duration patience) {
        super(patience);
        this.threads = threads;
        this.guard = guard;
        this.patience = patience;
    }

    @Override
    <T> T perform(Call<T> call, Duration limit, Consumer<T> tooLate)
            throws MaildropException, AuthenticationUnavailableException, IOException, StalledException {
        if (!threads.reserve()) {
            throw new StalledException("all threads for store calls are busy");
        }
        CompletableFuture<T> result = submit(call);
        try {
            return await(result.copy(), limit);
        } catch (StalledException e) {
            result.thenAccept(tooLate);
            throw e;
        }
    }

    @Override
    void last(Runnable release) {
        boolean isStuck = !running.isDone();
        CompletableFuture<Void> released = threads.release(running, release);
        if (!isStuck) {
            released.orTimeout(patience.toNanos(), TimeUnit.NANOSECONDS)
                    .handle((done, failure) -> logged(failure))
                    .join();
        }
    }

    private <T> CompletableFuture<T> submit(Call<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        running = result;
        threads.run(() -> complete(result, call));
        return result;
    }

    /** Whatever is thrown reaches the session, errors too: a session must not wait for a thread that is gone. */
    private static <T> void complete(CompletableFuture<T> result, Call<T> call) {
        try {
            result.complete(call.run());
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
    }

    /** Waits for a copy of the result, so that the wait can be given up and the call goes on. */
    private <T> T await(CompletableFuture<T> answer, Duration limit)
            throws MaildropException, AuthenticationUnavailableException, IOException, StalledException {
        guard.limitWait(limit, () -> answer.completeExceptionally(new StalledException("no answer within " + limit)));
        try {
            return answer.get();
        } catch (ExecutionException e) {
            return rethrow(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StalledException("the session's thread was interrupted");
        } finally {
            guard.endWait();
        }
    }

    private static boolean logged(@Nullable Throwable failure) {
        if (failure != null) {
            LOG.log(Level.WARNING, "letting go of a maildrop failed: {0}", failure.toString());
        }
        return failure != null;
    }

    private static <T> T rethrow(Throwable cause)
            throws MaildropException, AuthenticationUnavailableException, IOException, StalledException {
        if (cause instanceof StalledException e) {
            throw e;
        }
        if (cause instanceof MaildropException e) {
            throw e;
        }
        if (cause instanceof AuthenticationUnavailableException e) {
            throw e;
        }
        if (cause instanceof IOException e) {
            throw e;
        }
        throw new IllegalStateException("a store call failed in a way it must not", cause);
    }
}
