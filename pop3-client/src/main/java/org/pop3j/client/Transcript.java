package org.pop3j.client;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes a dialogue down as text that could stand in an RFC: {@code C:} and {@code S:} lines, secrets masked, contents as
 * {@code [n octets]}. Safe for use by several threads; bounded: after the most lines only the newest are kept.
 */
public final class Transcript implements ProtocolTrace {
    private final int mostLines;
    private final List<String> lines = new ArrayList<>();

    /**
     * Makes an empty transcript.
     *
     * @param mostLines how many lines to keep, 1 or more
     */
    public Transcript(int mostLines) {
        if (mostLines < 1) {
            throw new IllegalArgumentException("a transcript keeps at least 1 line, got " + mostLines);
        }
        this.mostLines = mostLines;
    }

    @Override
    public void sent(String command) {
        add("C: " + command);
    }

    @Override
    public void received(String statusLine) {
        add("S: " + statusLine);
    }

    @Override
    public void receivedLine(String line) {
        add("S: " + line);
    }

    @Override
    public void receivedContent(long octets) {
        add("S: [" + octets + " octets]");
    }

    private void add(String line) {
        synchronized (lines) {
            if (lines.size() == mostLines) {
                lines.remove(0);
            }
            lines.add(line);
        }
    }

    /**
     * What was said so far.
     *
     * @return the lines, the oldest first
     */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /** The lines, each ended by a line feed. */
    @Override
    public String toString() {
        return String.join("\n", lines()) + "\n";
    }
}
