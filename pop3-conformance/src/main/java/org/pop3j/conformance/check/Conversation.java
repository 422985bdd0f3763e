package org.pop3j.conformance.check;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pop3j.codec.PeerText;
import org.pop3j.conformance.Side;

/**
 * The octets of one check's dialogue as a report shows them: escaped, a line each, of bounded length. Secrets are known
 * here by their value, so they are masked wherever they stand, also where the other side sends them back (S-26). Safe for
 * use by several threads.
 */
public final class Conversation {
    private static final int LINES_KEPT = 300;
    private static final int OCTETS_SHOWN = 400;
    private static final String MASK = "****";

    private final Map<String, String> masks = new TreeMap<>(
            (a, b) -> a.length() == b.length() ? a.compareTo(b) : Integer.compare(b.length(), a.length()));
    private final List<String> lines = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();
    private Side speaking = Side.SERVER;
    private int forgotten;

    /** Takes what must not be shown; shorter than 4 octets it would mask innocent text and is masked behind PASS only. */
    public Conversation(String... secrets) {
        for (String secret : secrets) {
            mask(secret);
        }
    }

    /** Masks a further secret, as it is and in base64. */
    public synchronized void mask(String secret) {
        byte[] octets = secret.getBytes(StandardCharsets.UTF_8);
        masks.put("PASS " + octetString(octets), "PASS " + MASK);
        if (octets.length >= 4) {
            masks.put(octetString(octets), MASK);
            masks.put(Base64.getEncoder().encodeToString(octets), MASK);
        }
    }

    /** Adds octets that one side sent, in whatever pieces. */
    public synchronized void said(Side side, byte[] octets, int offset, int length) {
        if (side != speaking) {
            endLine();
            speaking = side;
        }
        open.append(new String(octets, offset, length, StandardCharsets.ISO_8859_1));
        int from = 0;
        for (int lf = open.indexOf("\n"); lf >= 0; lf = open.indexOf("\n", from)) {
            add(show(speaking, open.substring(from, lf + 1)));
            from = lf + 1;
        }
        open.delete(0, from);
    }

    /** Adds something that is no octets, such as a handshake or the end. */
    public synchronized void event(String event) {
        endLine();
        add(event);
    }

    /** This point, to come back to. */
    public synchronized int mark() {
        endLine();
        return lines.size();
    }

    /** Forgets what was said since a point: attempts that do not matter. */
    public synchronized void rollBack(int mark) {
        endLine();
        lines.subList(Math.min(mark, lines.size()), lines.size()).clear();
    }

    /** What was said so far. */
    public synchronized List<String> lines() {
        endLine();
        List<String> shown = new ArrayList<>(lines);
        if (forgotten > 0) {
            shown.add(LINES_KEPT / 2, "# " + forgotten + " lines more");
        }
        return shown;
    }

    /** Masks and escapes octets for a message. */
    public synchronized String escape(String octets) {
        String masked = octets;
        for (Map.Entry<String, String> secret : masks.entrySet()) {
            masked = masked.replace(secret.getKey(), secret.getValue());
        }
        if (masked.length() <= OCTETS_SHOWN) {
            return PeerText.escape(masked);
        }
        int half = OCTETS_SHOWN / 2;
        return PeerText.escape(masked.substring(0, half)) + " ...(" + masked.length() + " octets)... "
                + PeerText.escape(masked.substring(masked.length() - half));
    }

    private String show(Side side, String line) {
        boolean whole = line.endsWith("\r\n");
        return side.letter() + ": " + escape(whole ? line.substring(0, line.length() - 2) : line) + (whole ? "" : "\\");
    }

    private void endLine() {
        if (!open.isEmpty()) {
            add(show(speaking, open.toString()));
            open.setLength(0);
        }
    }

    private void add(String line) {
        lines.add(line);
        if (lines.size() > LINES_KEPT) {
            lines.remove(LINES_KEPT / 2);
            forgotten++;
        }
    }

    private static String octetString(byte[] octets) {
        return new String(octets, StandardCharsets.ISO_8859_1);
    }
}
