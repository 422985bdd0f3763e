package org.pop3j.jakarta.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.pop3j.client.AuthenticationRefusedException;
import org.pop3j.client.Pop3BrokenException;
import org.pop3j.client.Pop3Exception;
import org.pop3j.client.Pop3Session;

/** What a store was connected with, kept because each opening of a folder may need a connection of its own. */
record Login(String host, int port, String user, String password) {
    /** Connects and logs in. */
    Pop3Session open(Access access) throws MessagingException {
        Pop3Session session = connect(access);
        try {
            logIn(session, access.login().attempts(user, password));
            return session;
        } catch (AuthenticationRefusedException e) {
            session.close();
            throw refusal(e);
        } catch (IOException | IllegalArgumentException e) {
            session.close();
            throw new MessagingException("cannot log in to " + access + ": " + e.getMessage(), e);
        }
    }

    /** Goes on to the next attempt only where nothing of one was tried. */
    private static void logIn(Pop3Session session, List<LoginSettings.Attempt> attempts) throws IOException {
        Iterator<LoginSettings.Attempt> left = attempts.iterator();
        while (true) {
            LoginSettings.Attempt attempt = left.next();
            try {
                session.logIn(attempt.credentials(), attempt.policy());
                return;
            } catch (AuthenticationRefusedException e) {
                if (e.kind() != AuthenticationRefusedException.Kind.NO_MECHANISM || !left.hasNext()) {
                    throw e;
                }
            }
        }
    }

    private Pop3Session connect(Access access) throws MessagingException {
        try {
            return access.connect(host);
        } catch (Pop3BrokenException e) {
            throw switch (e.phase()) {
                case CONNECTING -> AngusTypes.OF_THIS_JVM.unreachable(this, e);
                case CONNECTED -> new MessagingException(e.getMessage(), e);
            };
        } catch (Pop3Exception | Access.UnverifiedException e) {
            throw new MessagingException(e.getMessage(), e);
        }
    }

    /**
     * Only credentials that may be wrong are an {@link AuthenticationFailedException}, upon which applications ask for new
     * ones (R3206-03); a server without response codes does not say.
     */
    private static MessagingException refusal(AuthenticationRefusedException e) {
        return switch (e.kind()) {
            case WRONG_CREDENTIALS, PERHAPS_WRONG_CREDENTIALS, NO_MECHANISM, CANCELLED ->
                new AuthenticationFailedException(e.getMessage(), e);
            case LATER, UNEXPLAINED ->
                new MessagingException(
                        "the login is right, or was not looked at; try again later: " + e.getMessage(), e);
            case OPERATOR ->
                new MessagingException("the mail server has a fault that needs its operator: " + e.getMessage(), e);
        };
    }

    /** As the ledgers of the client and of the command name it. */
    String account() {
        return user + "@" + host + ":" + port;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Login[" + user + " at " + host + ":" + port + "]";
    }
}
