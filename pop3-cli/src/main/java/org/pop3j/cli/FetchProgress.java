package org.pop3j.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Shows a person which message is on its way, in a line that is written over. */
final class FetchProgress {
    private final PrintStream out;
    private int begun;
    private int expected;

    FetchProgress(PrintStream out) {
        this.out = out;
    }

    /** Shows nothing where nobody sits at the terminal. */
    static FetchProgress on(Terminal terminal) {
        return new FetchProgress(
                terminal.person().isPresent()
                        ? terminal.err()
                        : new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    /** So many messages will come. */
    void expect(int messages) {
        expected = messages;
    }

    /** The next message begins, or is refused. */
    void next() {
        begun++;
        out.print("\rmessage " + begun + " of " + expected);
    }

    void clear() {
        out.print("\r                                        \r");
    }
}
