package org.pop3j.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Consumer;
import org.pop3j.codec.Reply;
import org.pop3j.codec.ResponseCode;
import org.pop3j.server.SessionSummary.End;
import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.store.spi.LeaseLostException;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropInUseException;

/**
 * Runs the calls of one session into its store and authenticator, which may block, and turns what they throw into replies:
 * the one place for both. Belongs to the session's thread.
 */
abstract class StoreWork {
    private static final System.Logger LOG = System.getLogger(StoreWork.class.getName());

    /** How long the removals of QUIT may take, as long as a client waits for them (design section 4). */
    private static final Duration UPDATE_PATIENCE = Duration.ofMinutes(10);

    private final Duration patience;

    StoreWork(Duration patience) {
        this.patience = patience;
    }

    /** A call that may block. */
    @FunctionalInterface
    interface Call<T> {
        T run() throws MaildropException, AuthenticationUnavailableException, IOException;
    }

    /** The store did not answer in time, or too many calls are waiting already. */
    static final class StalledException extends Exception {
        private static final long serialVersionUID = 1L;

        StalledException(String message) {
            super(message);
        }
    }

    /**
     * Runs a call.
     *
     * @param call the call
     * @param tooLate lets go of a result that comes after the session has given up
     * @throws RefusedException if the call failed or did not end in time; what happened is logged, not sent
     */
    final <T> T call(Call<T> call, Consumer<T> tooLate) throws RefusedException {
        return call(call, patience, tooLate);
    }

    private <T> T call(Call<T> call, Duration limit, Consumer<T> tooLate) throws RefusedException {
        try {
            return perform(call, limit, tooLate);
        } catch (MaildropInUseException e) {
            throw new RefusedException(ResponseCode.IN_USE, "the maildrop is in use by another session");
        } catch (LeaseLostException e) {
            throw ended("the lock of a maildrop was lost", "the maildrop's lock was lost", e);
        } catch (StalledException e) {
            throw ended("a store call did not end in time", "the mail store does not answer now", e);
        } catch (AuthenticationUnavailableException e) {
            throw failed("logins cannot be checked", "logins cannot be checked now", e);
        } catch (MaildropException | IOException e) {
            throw failed("a store call failed", "the mail store failed; try again later", e);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "a defect in the store or the authenticator", e);
            throw ended("a store call failed", "the mail store failed; try again later", e);
        }
    }

    /** Runs a call whose result needs no letting go of. */
    final <T> T call(Call<T> call) throws RefusedException {
        return call(call, result -> {});
    }

    /** Runs the call that removes messages, which may take long. */
    final <T> T update(Call<T> call) throws RefusedException {
        return call(call, UPDATE_PATIENCE, result -> {});
    }

    /** Runs the last call of a session behind whatever is still running, and does not wait longer than for any other. */
    abstract void last(Runnable release);

    abstract <T> T perform(Call<T> call, Duration limit, Consumer<T> tooLate)
            throws MaildropException, AuthenticationUnavailableException, IOException, StalledException;

    private static RefusedException failed(String logged, String sent, Exception cause) {
        log(logged, cause);
        return new RefusedException(ResponseCode.SYS_TEMP, sent);
    }

    private static RefusedException ended(String logged, String sent, Exception cause) {
        log(logged, cause);
        return RefusedException.andEnd(Reply.err(ResponseCode.SYS_TEMP, sent), End.FAILED);
    }

    private static void log(String what, Exception cause) {
        LOG.log(Level.WARNING, "{0}: {1}", what, cause.getMessage());
        LOG.log(Level.DEBUG, what, cause);
    }
}
