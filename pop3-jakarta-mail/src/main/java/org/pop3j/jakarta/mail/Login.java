package org.pop3j.jakarta.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.pop3j.client.AuthenticationRefusedException;
import org.pop3j.client.Pop3BrokenException;
import org.pop3j.client.Pop3Exception;
import org.pop3j.client.Pop3Session;
import org.pop3j.client.RetryAdvice;

/** What a store was connected with, kept because each opening of a folder may need a connection of its own. */
record Login(String host, int port, String user, String password) {
    /** Connects and logs in. */
    Pop3Session open(Access access) throws MessagingException {
        Pop3Session session = connect(access);
        try {
            session.logIn(user, password);
            return session;
        } catch (AuthenticationRefusedException e) {
            session.close();
            throw refusal(e);
        } catch (Pop3Exception | IllegalArgumentException e) {
            session.close();
            throw new MessagingException("cannot log in to " + access + ": " + e.getMessage(), e);
        }
    }

    private Pop3Session connect(Access access) throws MessagingException {
        try {
            return access.connect(host);
        } catch (Pop3BrokenException e) {
            throw isUnreachable(e.getCause())
                    ? AngusTypes.OF_THIS_JVM.unreachable(this, e)
                    : new MessagingException(e.getMessage(), e);
        } catch (Pop3Exception | Access.UnverifiedException e) {
            throw new MessagingException(e.getMessage(), e);
        }
    }

    private static boolean isUnreachable(@Nullable Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException;
    }

    /**
     * Only credentials that may be wrong are an {@link AuthenticationFailedException}, upon which applications ask for new
     * ones (R3206-03); a server without response codes does not say.
     */
    private static MessagingException refusal(AuthenticationRefusedException e) {
        RetryAdvice advice = e.advice();
        return switch (advice) {
            case NEW_CREDENTIALS, UNKNOWN -> new AuthenticationFailedException(e.getMessage(), e);
            case LATER ->
                new MessagingException(
                        "the login is right, or was not looked at; try again later: " + e.getMessage(), e);
            case OPERATOR ->
                new MessagingException("the mail server has a fault that needs its operator: " + e.getMessage(), e);
        };
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "Login[" + user + " at " + host + ":" + port + "]";
    }
}
