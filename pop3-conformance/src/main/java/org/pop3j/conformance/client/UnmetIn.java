package org.pop3j.conformance.client;

import java.util.List;
import org.pop3j.conformance.check.Unmet;

/** A rule of the wire that was broken in one connection, which shows how. */
final class UnmetIn extends Unmet {
    private static final long serialVersionUID = 1L;

    private final transient List<String> dialogue;

    UnmetIn(Seen connection, Unmet why) {
        super(why.expected(), why.came());
        this.dialogue = connection.dialogue();
    }

    List<String> dialogue() {
        return dialogue;
    }
}
