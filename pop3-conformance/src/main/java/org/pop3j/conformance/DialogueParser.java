package org.pop3j.conformance;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pop3j.codec.PeerText;

/** Reads the text form of a dialogue; the grammar stands at {@link Dialogue}. */
final class DialogueParser {
    private final List<Step> steps = new ArrayList<>();
    private int lineNumber;

    List<Step> parse(String text) {
        for (String line : text.split("\n", -1)) {
            lineNumber++;
            String content = line.stripLeading();
            if (!content.isBlank() && !content.startsWith("#")) {
                steps.add(step(content));
            }
        }
        return steps;
    }

    private Step step(String content) {
        for (Side side : Side.values()) {
            String prefix = side.letter() + ":";
            if (content.startsWith(prefix + " ")) {
                return said(side, content.substring(prefix.length() + 1));
            }
            if (content.stripTrailing().equals(prefix)) {
                return said(side, "");
            }
        }
        return switch (content.strip()) {
            case "TLS" -> new Step.Handshake(Step.HandshakeEnd.SECURED);
            case "TLS: <REFUSED>" -> new Step.Handshake(Step.HandshakeEnd.REFUSED);
            default -> throw malformed("expected \"C: \", \"S: \", \"TLS\" or \"#\", got " + PeerText.quote(content));
        };
    }

    private Step said(Side side, String text) {
        return event(side, text).orElseGet(() -> line(side, text));
    }

    private Optional<Step> event(Side side, String text) {
        return switch (text.strip()) {
            case "<EOF>" -> Optional.of(new Step.Close(side));
            case "<RESET>" -> Optional.of(new Step.Reset(side));
            case "<SILENCE>" -> Optional.of(silence(side));
            default -> Optional.empty();
        };
    }

    private Step silence(Side side) {
        if (side == Side.CLIENT) {
            throw malformed("only the server is silent: \"S: <SILENCE>\"");
        }
        return new Step.Silence();
    }

    /** Reads octets, escapes and what stands at the end of a line. */
    private Step line(Side side, String text) {
        String octets = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        StringBuilder line = new StringBuilder(octets.length() + 2);
        int i = 0;
        while (i < octets.length()) {
            char c = octets.charAt(i);
            boolean last = i == octets.length() - 1;
            if (c == '\\' && last) {
                return new Step.Line(side, line.toString(), Step.LineEnd.EXACT);
            }
            if (c == '*' && last) {
                return new Step.Line(side, line.toString(), Step.LineEnd.ANY_REST);
            }
            i += c == '\\' ? unescape(octets, i, line) : keep(c, line);
        }
        return new Step.Line(side, line.append("\r\n").toString(), Step.LineEnd.EXACT);
    }

    private int keep(char c, StringBuilder line) {
        line.append(c);
        return 1;
    }

    /** Appends the octet of the escape at an index; returns how many characters the escape has. */
    private int unescape(String octets, int at, StringBuilder line) {
        char name = octets.charAt(at + 1);
        switch (name) {
            case 'r' -> line.append('\r');
            case 'n' -> line.append('\n');
            case 't' -> line.append('\t');
            case '0' -> line.append('\0');
            case '\\', '*' -> line.append(name);
            case 'x' -> {
                line.append(hexadecimal(octets, at + 2));
                return 4;
            }
            default ->
                throw malformed(
                        "no escape " + PeerText.quote("\\" + name) + "; there are \\r \\n \\t \\0 \\\\ \\* and \\xHH");
        }
        return 2;
    }

    private char hexadecimal(String octets, int from) {
        String digits = octets.substring(from, Math.min(from + 2, octets.length()));
        if (!digits.matches("[0-9A-Fa-f]{2}")) {
            throw malformed("\\x takes two hexadecimal digits, got " + PeerText.quote(digits));
        }
        return (char) Integer.parseInt(digits, 16);
    }

    private IllegalArgumentException malformed(String what) {
        return new IllegalArgumentException("line " + lineNumber + " of the dialogue: " + what);
    }
}
