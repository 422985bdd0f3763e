package org.pop3j.server;

import org.pop3j.codec.Keyword;

/** A command that does not belong to the state it came in (R1939-08). */
final class MisplacedException extends Exception {
    private static final long serialVersionUID = 1L;

    MisplacedException(Keyword keyword, String state) {
        super(keyword + " is not a command of the " + state + " state");
    }
}
