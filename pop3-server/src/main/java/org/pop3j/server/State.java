package org.pop3j.server;

import org.pop3j.codec.Command;

/** Where a session is (RFC 1939 section 3). A state holds the data that exists only in it. */
sealed interface State permits AuthorizationState, TransactionState, EndedState {
    /**
     * Does what the command asks for.
     *
     * @throws RefusedException if the state refuses; nothing has changed
     * @throws MisplacedException if the command does not belong to this state
     */
    Step perform(Command command) throws RefusedException, MisplacedException;

    /** How the session goes on after a line that was no command, or none of this state. */
    State afterBadCommand();

    /** Lets go of everything without removing a message: the session ended without QUIT (R1939-27). */
    void abandon();
}
