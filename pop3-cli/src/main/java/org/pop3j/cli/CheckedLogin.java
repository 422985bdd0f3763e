package org.pop3j.cli;

import java.io.IOException;
import org.pop3j.client.Pop3Session;
import org.pop3j.client.SessionLogin;
import org.pop3j.codec.PopUrl;

/**
 * A login whose failure is told as what it is, and not as a connection that fails.
 *
 * @param url where and as whom
 * @param login what logs in
 */
record CheckedLogin(PopUrl url, SessionLogin login) implements SessionLogin {
    @Override
    public void logIn(Pop3Session session) throws IOException {
        String what = "cannot log in to " + url.host();
        try {
            login.logIn(session);
        } catch (IOException e) {
            throw new Refused(Failure.failed(what + " as " + url.user().orElseThrow(), e));
        } catch (IllegalArgumentException e) {
            throw new Refused(Failure.failed(what, e));
        }
    }

    /** No login: it may hold a password. */
    @Override
    public String toString() {
        return "CheckedLogin[]";
    }

    /** Carries a failure through an interface that knows of I/O only. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        private final transient Failure failure;

        Refused(Failure failure) {
            super(failure.getMessage(), failure);
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }
}
