package org.pop3j.jakarta.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.pop3j.client.Pop3BrokenException;
import org.pop3j.client.Pop3Exception;
import org.pop3j.client.Pop3RefusedException;
import org.pop3j.client.Pop3Session;

/**
 * A session in TRANSACTION state that several threads may use: they take turns. The lock is one that lets go of a virtual
 * thread's carrier while it waits for the server.
 */
final class MaildropConnection {
    private static final System.Logger LOG = System.getLogger(MaildropConnection.class.getPackageName());

    private final ReentrantLock turn = new ReentrantLock();
    private final Pop3Session session;

    /** What is said to the server without anybody else saying something in between. */
    interface Talk<T> {
        T run(Pop3Session session) throws IOException, MessagingException;
    }

    MaildropConnection(Pop3Session session) {
        this.session = session;
    }

    <T> T talk(Talk<T> talk) throws IOException, MessagingException {
        turn.lock();
        try {
            return talk.run(session);
        } finally {
            turn.unlock();
        }
    }

    boolean isSecure() {
        return session.isSecure();
    }

    /** Asks whether the server is still there (NOOP). */
    boolean answers() {
        turn.lock();
        try {
            session.noop();
            return true;
        } catch (Pop3RefusedException oddButThere) {
            // A server that refuses NOOP has answered.
            return true;
        } catch (Pop3Exception gone) {
            return false;
        } finally {
            turn.unlock();
        }
    }

    /** Ends a session in which nothing was marked as deleted, so that nothing is lost whatever QUIT says. */
    void leave() {
        turn.lock();
        try {
            session.quit();
        } catch (Pop3BrokenException | Pop3RefusedException e) {
            LOG.log(System.Logger.Level.DEBUG, "QUIT of a session without deletions failed", e);
        } catch (Pop3Exception e) {
            throw new IllegalStateException("unreachable: there are two kinds", e);
        } finally {
            turn.unlock();
        }
    }
}
