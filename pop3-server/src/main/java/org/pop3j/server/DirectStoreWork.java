package org.pop3j.server;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.store.spi.MaildropException;

/**
 * Store calls on the session's own platform thread: one that blocks holds nobody up but its session, whose connection the
 * watchdog closes in time (S-40).
 */
final class DirectStoreWork extends StoreWork {
    private final Watchdog.Guard guard;

    DirectStoreWork(Watchdog.Guard guard, Duration patience) {
        super(patience);
        this.guard = guard;
    }

    @Override
    <T> T perform(Call<T> call, Duration limit, Consumer<T> tooLate)
            throws MaildropException, AuthenticationUnavailableException, IOException {
        guard.limitStep(limit);
        try {
            return call.run();
        } finally {
            guard.endStep();
        }
    }

    @Override
    void last(Runnable release) {
        release.run();
    }
}
