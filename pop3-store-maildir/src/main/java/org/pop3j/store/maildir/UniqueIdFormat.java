package org.pop3j.store.maildir;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pop3j.codec.PeerText;

/**
 * Dovecot's {@code pop3_uidl_format}: {@code %u} uid, {@code %v} validity, {@code %f} base name, {@code %%}; before the letter
 * a width with or without a leading zero, and {@code X} for hexadecimal. Also in the form of later versions: {@code %{uid}},
 * {@code %{uidvalidity}}, {@code %{filename}}, with {@code | hex(8)}.
 */
final class UniqueIdFormat {
    /** What Dovecot has where nothing is said. */
    static final String DEFAULT = "%08Xu%08Xv";

    private static final Pattern VARIABLE = Pattern.compile("%(?:%|(0?)([0-9]{0,2})(X?)([uvf])"
            + "|\\{ *(uid|uidvalidity|filename) *(?:\\| *hex(?:\\(([0-9]{1,2})\\))? *)?\\})|%");

    private final String format;

    private UniqueIdFormat(String format) {
        this.format = format;
    }

    /** Reads a format; {@code IllegalArgumentException} says what is wrong with it. */
    static UniqueIdFormat of(String format) {
        UniqueIdFormat read = new UniqueIdFormat(format);
        read.id(new ForeignList.Item("base", 0, 1, 1, java.util.Optional.empty()));
        return read;
    }

    /** The unique-id that Dovecot gives to a message. */
    String id(ForeignList.Item item) {
        return VARIABLE.matcher(format).replaceAll(found -> Matcher.quoteReplacement(value(found, item)));
    }

    private String value(java.util.regex.MatchResult found, ForeignList.Item item) {
        if (found.group().equals("%%")) {
            return "%";
        }
        if (found.group().equals("%")) {
            throw new IllegalArgumentException("expected %u, %v or %f with a width and X before the letter, such as "
                    + DEFAULT + "; got " + PeerText.quote(format));
        }
        boolean isLong = found.group(5) != null;
        String name = isLong ? found.group(5) : found.group(4);
        boolean isHex = isLong ? found.group().contains("|") : !found.group(3).isEmpty();
        String digits = isLong ? found.group(6) : found.group(2);
        int width = digits == null || digits.isEmpty() ? 0 : Integer.parseInt(digits);
        boolean isPadded = isLong || !found.group(1).isEmpty();
        return switch (name) {
            case "u", "uid" -> number(item.uid(), isHex, width, isPadded);
            case "v", "uidvalidity" -> number(item.validity(), isHex, width, isPadded);
            default -> item.base();
        };
    }

    private static String number(long number, boolean isHex, int width, boolean isPadded) {
        String digits = isHex ? Long.toHexString(number) : Long.toString(number);
        return isPadded ? "0".repeat(Math.max(0, width - digits.length())) + digits : digits;
    }
}
