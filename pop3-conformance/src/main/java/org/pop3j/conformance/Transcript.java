package org.pop3j.conformance;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.pop3j.codec.PeerText;

/** What has been said so far, as a failure shows it: printable, of bounded length, secrets masked. */
final class Transcript {
    private static final int LINES_KEPT = 30;
    private static final int OCTETS_SHOWN = 200;
    private static final String MASK = "****";

    private final Deque<String> lines = new ArrayDeque<>();
    private long forgotten;
    private boolean inExchange;

    /** Adds what one side said. */
    void said(Side side, String octets) {
        add(show(side, octets));
        String upper = beginning(octets);
        if (side == Side.CLIENT) {
            inExchange |= upper.startsWith("AUTH ");
        } else if (upper.startsWith("+OK") || upper.startsWith("-ERR")) {
            inExchange = false;
        }
    }

    /** Adds something that is no line, for example a handshake. */
    void event(String event) {
        add(event);
    }

    /** Shows octets of one side as they would stand in a dialogue at this point. */
    String show(Side side, String octets) {
        return side.letter() + ": " + (side == Side.CLIENT ? masked(octets) : escaped(octets));
    }

    /** Everything so far, indented. */
    private String text() {
        StringBuilder text = new StringBuilder();
        if (forgotten > 0) {
            text.append("\n  # ").append(forgotten).append(" lines before");
        }
        lines.forEach(line -> text.append("\n  ").append(line));
        return text.isEmpty() ? "\n  # nothing" : text.toString();
    }

    DialogueFailure failure(String expected, String got) {
        return new DialogueFailure(failureText(expected, got));
    }

    DialogueFailure failure(String expected, String got, Throwable cause) {
        return new DialogueFailure(failureText(expected, got), cause);
    }

    static String seconds(Duration time) {
        return time.toMillis() / 1000.0 + " s";
    }

    private String failureText(String expected, String got) {
        return "expected\n  " + expected + "\ngot\n  " + got + "\nafter" + text();
    }

    private void add(String line) {
        lines.add(line);
        if (lines.size() > LINES_KEPT) {
            lines.remove();
            forgotten++;
        }
    }

    /** What is hidden: everything behind PASS, the digest of APOP, all of AUTH but the mechanism, all of its exchange. */
    private String masked(String octets) {
        if (inExchange) {
            return MASK;
        }
        String upper = beginning(octets);
        if (upper.startsWith("PASS")) {
            return octets.substring(0, 4) + " " + MASK;
        }
        if (upper.startsWith("APOP ") || upper.startsWith("AUTH ")) {
            int secret = octets.indexOf(' ', 5);
            return secret < 0 ? escaped(octets) : escaped(octets.substring(0, secret) + "\r\n") + " " + MASK;
        }
        return escaped(octets);
    }

    private static String beginning(String octets) {
        return octets.substring(0, Math.min(5, octets.length())).toUpperCase(Locale.ROOT);
    }

    private static String escaped(String octets) {
        boolean hasEnd = octets.endsWith("\r\n");
        String line = hasEnd ? octets.substring(0, octets.length() - 2) : octets;
        if (line.length() > OCTETS_SHOWN) {
            int half = OCTETS_SHOWN / 2;
            return PeerText.escape(line.substring(0, half)) + " ...(" + line.length() + " octets)... "
                    + PeerText.escape(line.substring(line.length() - half)) + (hasEnd ? "" : "\\");
        }
        return PeerText.escape(line) + (hasEnd ? "" : "\\");
    }
}
