package org.pop3j.store.maildir;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.pop3j.codec.PeerText;

/**
 * The options of a store in the query of its URI: {@code maildir:/srv/mail?flags=seen&lock-wait=10s}. Names are those of
 * {@link MaildirOptions} in lower case with hyphens, values too; times have the unit ms, s, m, h or d.
 */
final class OptionQuery {
    private OptionQuery() {}

    /** The ways in which an option is read. */
    private enum Name {
        LOCK_WAIT((options, text) -> options.withLockWait(time(text))),
        UNIQUE_IDS((options, text) -> options.withUniqueIds(one(MaildirOptions.UniqueIdForm.values(), text))),
        LOCK((options, text) -> options.withLock(one(MaildirOptions.Lock.values(), text))),
        SESSION_LOCK((options, text) -> options.withSessionLock(one(MaildirOptions.SessionLock.values(), text))),
        SIZES((options, text) -> options.withSizes(one(MaildirOptions.Sizes.values(), text))),
        FLAGS((options, text) -> options.withFlags(one(MaildirOptions.Flags.values(), text))),
        TRASH_KEPT((options, text) -> options.withTrashKept(time(text))),
        REMOVED_KEPT((options, text) -> options.withRemovedKept(time(text))),
        CONTROL((options, text) -> text.equals(".") ? options : options.withControl(text));

        private final BiFunction<MaildirOptions, String, MaildirOptions> reading;

        Name(BiFunction<MaildirOptions, String, MaildirOptions> reading) {
            this.reading = reading;
        }
    }

    /** What stands before the equals signs. */
    static List<String> names() {
        return Arrays.stream(Name.values()).map(OptionQuery::written).toList();
    }

    /** Reads a query; {@code IllegalArgumentException} says what was expected. */
    static MaildirOptions read(String query) {
        MaildirOptions options = MaildirOptions.defaults();
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "expected name=value between & in the query of maildir:, got " + PeerText.quote(pair));
            }
            Name name = one(Name.values(), pair.substring(0, equals));
            options = name.reading.apply(options, pair.substring(equals + 1));
        }
        return options;
    }

    private static <E extends Enum<E>> E one(E[] values, String text) {
        return Arrays.stream(values)
                .filter(value -> written(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected one of "
                        + Arrays.stream(values).map(OptionQuery::written).collect(Collectors.joining(", "))
                        + "; got " + PeerText.quote(text)));
    }

    private static String written(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Duration time(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > 9) {
            throw noTime(text);
        }
        long amount = Long.parseLong(text.substring(0, digits));
        return switch (text.substring(digits)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw noTime(text);
        };
    }

    private static IllegalArgumentException noTime(String text) {
        return new IllegalArgumentException(
                "expected a time such as 500ms, 5s, 2m, 1h or 30d; got " + PeerText.quote(text));
    }
}
