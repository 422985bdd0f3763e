package org.pop3j.server;

import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.server.spi.Login;

/** What a client's try to log in came to, or a message of it inside an AUTH exchange. */
sealed interface AuthOutcome {
    /**
     * What the session does about it.
     *
     * @throws RefusedException if the client is not let in
     */
    Step at(LoginDesk desk, Connection connection) throws RefusedException;

    /**
     * Something is left to say, and the client's answer to that to be taken.
     *
     * @param octets the challenge, perhaps of no octets
     * @param next takes the answer
     */
    record Challenge(byte[] octets, Turn next) implements AuthOutcome {
        @Override
        public Step at(LoginDesk desk, Connection connection) {
            return ExchangeState.challenge(this, desk, connection);
        }
    }

    /**
     * The client is refused, and is told why by a challenge (R7628-02). It counts as a failed login at once: who guesses
     * tokens has what it wants and hangs up.
     *
     * @param name the user name that the client gave, perhaps none
     * @param reason what was wrong, for the operator
     * @param challenge what the client is told
     */
    record Explained(String name, String reason, Challenge challenge) implements AuthOutcome {
        @Override
        public Step at(LoginDesk desk, Connection connection) {
            desk.countRefusal(name, reason, connection);
            return challenge.at(desk, connection);
        }
    }

    /**
     * The client is who it says, and may act as whom it wants.
     *
     * @param login who, and which maildrop
     */
    record Proved(Login login) implements AuthOutcome {
        @Override
        public Step at(LoginDesk desk, Connection connection) throws RefusedException {
            return desk.open(login, connection);
        }
    }

    /**
     * The credentials are wrong.
     *
     * @param name the user name that the client gave
     * @param reason what was wrong, for the operator
     */
    record Wrong(String name, String reason) implements AuthOutcome {
        @Override
        public Step at(LoginDesk desk, Connection connection) throws RefusedException {
            throw desk.refuseCredentials(name, reason, connection);
        }
    }

    /**
     * The client broke the rules of the mechanism.
     *
     * @param name the user name that the client gave, perhaps none yet
     * @param text which rule, for the client
     */
    record Broken(String name, String text) implements AuthOutcome {
        @Override
        public Step at(LoginDesk desk, Connection connection) throws RefusedException {
            throw desk.refuseExchange(name, text, connection);
        }
    }

    /** Takes the next message of the client; may block. */
    @FunctionalInterface
    interface Turn {
        AuthOutcome take(byte[] message) throws AuthenticationUnavailableException;
    }

    /** Finds out what a try came to; may block. */
    @FunctionalInterface
    interface Check {
        AuthOutcome run() throws AuthenticationUnavailableException;
    }
}
