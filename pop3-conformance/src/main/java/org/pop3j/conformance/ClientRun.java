package org.pop3j.conformance;

import java.util.List;

/**
 * What a client says of one piece of work.
 *
 * @param end how it ended
 * @param messages the messages that it handed out, each an octet string; one that holds all of them is good too
 * @param fidelity how exactly it hands out messages
 */
public record ClientRun(End end, List<String> messages, Fidelity fidelity) {
    /** How a client ends. */
    public enum End {
        /** It believes that all went well. */
        SUCCEEDED,
        /** It tells of a failure. */
        FAILED,
        /** It had to be stopped. */
        HUNG,
        /** Nobody says: somebody else started it. */
        UNSEEN
    }

    /** How exactly a client hands out what it fetched. */
    public enum Fidelity {
        /** Octet for octet. */
        EXACT,
        /** With other line ends, perhaps lines around it. */
        LINES,
        /** Not where the kit could see it. */
        UNSEEN
    }

    /** Makes a result. */
    public ClientRun {
        messages = List.copyOf(messages);
    }
}
