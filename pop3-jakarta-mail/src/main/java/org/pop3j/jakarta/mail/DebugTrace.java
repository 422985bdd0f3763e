package org.pop3j.jakarta.mail;

import java.io.PrintStream;
import org.pop3j.client.ProtocolTrace;

/** Shows the dialogue where {@code mail.debug} asks for it, secrets masked. */
record DebugTrace(PrintStream out) implements ProtocolTrace {
    @Override
    public void sent(String command) {
        out.println("C: " + command);
    }

    @Override
    public void received(String statusLine) {
        out.println("S: " + statusLine);
    }
}
