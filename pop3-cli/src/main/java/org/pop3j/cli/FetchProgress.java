package org.pop3j.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.pop3j.client.SyncListener;
import org.pop3j.client.SyncMessage;
import org.pop3j.client.TransferProgress;
import org.pop3j.codec.MessageNumber;

/** Shows a person which message is on its way, and how much of it has come, in a line that is written over. */
final class FetchProgress implements SyncListener, TransferProgress {
    private static final int WIDTH = 60;
    private static final long PERCENT = 100;

    private final PrintStream out;
    private int begun;
    private int expected;
    private String shown = "";

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

    @Override
    public void planned(int messages) {
        begun = 0;
        expected = messages;
    }

    @Override
    public void begins(SyncMessage message) {
        begun++;
        show("");
    }

    @Override
    public void octets(MessageNumber number, long done, OptionalLong octets) {
        if (expected > 0 && octets.orElse(0) > 0) {
            show(", " + Math.min(PERCENT, PERCENT * done / octets.getAsLong()) + " %");
        }
    }

    private void show(String part) {
        String line = "message " + begun + " of " + expected + part;
        if (!line.equals(shown)) {
            out.print("\r" + line + " ".repeat(Math.max(0, shown.length() - line.length())));
            shown = line;
        }
    }

    void clear() {
        out.print("\r" + " ".repeat(WIDTH) + "\r");
        shown = "";
    }
}
