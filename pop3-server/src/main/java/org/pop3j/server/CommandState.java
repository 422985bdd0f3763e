package org.pop3j.server;

import org.pop3j.codec.Command;
import org.pop3j.codec.SyntaxException;

/** A state in which each line is a command. */
sealed interface CommandState extends State permits AuthorizationState, TransactionState {
    @Override
    default int lineOctets(ServerLimits limits) {
        return limits.commandOctets();
    }

    @Override
    default Step take(String line) throws SyntaxException, RefusedException, MisplacedException {
        return perform(Command.parse(line));
    }

    /**
     * Does what the command asks for.
     *
     * @throws RefusedException if the state refuses; nothing has changed
     * @throws MisplacedException if the command does not belong to this state
     */
    Step perform(Command command) throws RefusedException, MisplacedException;
}
