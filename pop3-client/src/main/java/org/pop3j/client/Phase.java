package org.pop3j.client;

import org.pop3j.codec.Command;

/** Where a session is (RFC 1939 section 3); which command belongs where is said by the command's type (C0008). */
enum Phase {
    AUTHORIZATION {
        @Override
        boolean has(Command command) {
            return command instanceof Command.InAuthorization;
        }
    },
    TRANSACTION {
        @Override
        boolean has(Command command) {
            return command instanceof Command.InTransaction;
        }
    };

    abstract boolean has(Command command);

    void require(Command command) {
        if (!has(command)) {
            String advice = this == AUTHORIZATION ? "log in first" : "the session is logged in already";
            throw new IllegalStateException(command.keyword() + " has no place in the " + this + " state: " + advice);
        }
    }
}
