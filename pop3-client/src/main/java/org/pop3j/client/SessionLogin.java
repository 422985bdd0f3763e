package org.pop3j.client;

import java.io.IOException;

/** Logs a session in, for those who connect by themselves: {@link Pop3Sync}, {@link Pop3Poller}. */
@FunctionalInterface
public interface SessionLogin {
    /**
     * Logs in by USER and PASS.
     *
     * @param user the user name
     * @param password the password, kept as long as the object
     * @return the login
     */
    static SessionLogin password(String user, String password) {
        return of(Credentials.password(user, password));
    }

    /**
     * Logs in with credentials, by the strongest mechanism that server and policy allow.
     *
     * @param credentials the credentials
     * @return the login
     */
    static SessionLogin of(Credentials credentials) {
        return session -> session.logIn(credentials);
    }

    /**
     * Logs a session in.
     *
     * @param session a session in AUTHORIZATION state
     * @throws Pop3Exception if refused or broken
     * @throws IOException if the credentials cannot be got
     */
    void logIn(Pop3Session session) throws IOException;
}
