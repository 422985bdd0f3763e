package org.pop3j.sasl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The little JSON of RFC 7628 section 3.2.2: one object whose members are text. Reads tolerantly, because an error message
 * that is not quite JSON must not hide the error; writes ASCII only.
 */
final class FlatJson {
    /** More is not read: what servers send has some hundred characters. */
    private static final int MOST_CHARACTERS = 4096;

    private static final String TEXT = "\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"";

    /** A member with a text or a number. Quantifiers are possessive: hostile text costs no more than its length. */
    private static final Pattern MEMBER = Pattern.compile(TEXT + "\\s*+:\\s*+(?:" + TEXT + "|(-?[0-9][0-9.]*+))");

    private static final Pattern ESCAPE = Pattern.compile("\\\\(?:u([0-9A-Fa-f]{4})|(.))");

    private FlatJson() {}

    static Map<String, String> members(String json) {
        Map<String, String> members = new LinkedHashMap<>();
        Matcher member = MEMBER.matcher(json.substring(0, Math.min(json.length(), MOST_CHARACTERS)));
        while (member.find()) {
            String text = member.group(2);
            members.putIfAbsent(unescape(member.group(1)), text == null ? member.group(3) : unescape(text));
        }
        return members;
    }

    static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static String unescape(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        escape.group(1) != null
                                ? String.valueOf((char) Integer.parseInt(escape.group(1), 16))
                                : control(escape.group(2))));
    }

    private static String control(String letter) {
        return switch (letter) {
            case "n" -> "\n";
            case "r" -> "\r";
            case "t" -> "\t";
            case "b" -> "\b";
            case "f" -> "\f";
            default -> letter;
        };
    }
}
