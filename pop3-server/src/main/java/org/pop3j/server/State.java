package org.pop3j.server;

import org.pop3j.codec.SyntaxException;

/** Where a session is (RFC 1939 section 3). A state holds the data that exists only in it. */
sealed interface State permits CommandState, ExchangeState, EndedState {
    /** The longest line that this state takes, CRLF included. */
    int lineOctets(ServerLimits limits);

    /**
     * Takes the client's next line.
     *
     * @throws SyntaxException if it is malformed
     * @throws RefusedException if the state refuses; nothing has changed
     * @throws MisplacedException if it is a command of another state
     */
    Step take(String line) throws SyntaxException, RefusedException, MisplacedException;

    /** How the session goes on after a line that was no command, or none of this state. */
    State afterBadCommand();

    /** Lets go of everything without removing a message: the session ended without QUIT (R1939-27). */
    void abandon();
}
