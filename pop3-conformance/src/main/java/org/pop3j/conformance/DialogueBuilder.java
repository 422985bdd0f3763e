package org.pop3j.conformance;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.pop3j.codec.ContentEncoder;

/**
 * Makes dialogues by program, for what is too long or too odd to write down. Lines are text sent in UTF-8, taken as they
 * are: no escapes. Belongs to one thread.
 */
public final class DialogueBuilder {
    private final List<Step> steps = new ArrayList<>();

    DialogueBuilder() {}

    /**
     * The client sends lines.
     *
     * @param lines lines without CRLF
     * @return this
     */
    public DialogueBuilder client(String... lines) {
        return lines(Side.CLIENT, lines);
    }

    /**
     * The server sends lines.
     *
     * @param lines lines without CRLF
     * @return this
     */
    public DialogueBuilder server(String... lines) {
        return lines(Side.SERVER, lines);
    }

    /**
     * The server sends a line of which only the beginning is known.
     *
     * @param beginning what the line begins with
     * @return this
     */
    public DialogueBuilder serverBeginning(String beginning) {
        steps.add(new Step.Line(Side.SERVER, octets(beginning), Step.LineEnd.ANY_REST));
        return this;
    }

    /**
     * The client sends octets, no CRLF added.
     *
     * @param octets any octets
     * @return this
     */
    public DialogueBuilder clientOctets(byte[] octets) {
        return octets(Side.CLIENT, octets);
    }

    /**
     * The server sends octets, no CRLF added.
     *
     * @param octets any octets
     * @return this
     */
    public DialogueBuilder serverOctets(byte[] octets) {
        return octets(Side.SERVER, octets);
    }

    /**
     * The server sends the content of a message with line ends, dots and termination line as the wire wants them.
     *
     * @param stored the octets of the message
     * @return this
     */
    public DialogueBuilder serverContent(byte[] stored) {
        ByteArrayOutputStream wire = new ByteArrayOutputStream(stored.length + 16);
        ContentEncoder encoder = new ContentEncoder(wire);
        try {
            encoder.write(stored, 0, stored.length);
            encoder.terminate();
        } catch (IOException e) {
            throw new IllegalStateException("encoding in memory does no I/O", e);
        }
        return octets(Side.SERVER, wire.toByteArray());
    }

    /**
     * Adds the steps of a dialogue.
     *
     * @param dialogue what is said next
     * @return this
     */
    public DialogueBuilder dialogue(Dialogue dialogue) {
        steps.addAll(dialogue.steps());
        return this;
    }

    /**
     * Ends the dialogue.
     *
     * @return the dialogue
     */
    public Dialogue build() {
        return new Dialogue(steps);
    }

    private DialogueBuilder lines(Side side, String... lines) {
        for (String line : lines) {
            steps.add(new Step.Line(side, octets(line) + "\r\n", Step.LineEnd.EXACT));
        }
        return this;
    }

    /** A step a line, so that a failure shows the line. */
    private DialogueBuilder octets(Side side, byte[] octets) {
        String all = new String(octets, StandardCharsets.ISO_8859_1);
        int from = 0;
        while (from < all.length()) {
            int lf = all.indexOf("\r\n", from);
            int to = lf < 0 ? all.length() : lf + 2;
            steps.add(new Step.Line(side, all.substring(from, to), Step.LineEnd.EXACT));
            from = to;
        }
        return this;
    }

    private static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
