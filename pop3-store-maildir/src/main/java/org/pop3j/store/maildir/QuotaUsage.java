package org.pop3j.store.maildir;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Octets and messages as Maildir++ counts them: those of a Maildir, or what came or went, then negative (M-07).
 *
 * @param octets octets of the files
 * @param messages how many
 */
record QuotaUsage(long octets, long messages) {
    static final QuotaUsage NONE = new QuotaUsage(0, 0);
    private static final Pattern LINE = Pattern.compile("\\s*(-?\\d{1,17})\\s+(-?\\d{1,17})\\s*");

    /** Reads a line of {@code maildirsize}; empty if it is damaged. */
    static Optional<QuotaUsage> parse(String line) {
        Matcher figures = LINE.matcher(line);
        return figures.matches()
                ? Optional.of(new QuotaUsage(Long.parseLong(figures.group(1)), Long.parseLong(figures.group(2))))
                : Optional.empty();
    }

    QuotaUsage plus(QuotaUsage more) {
        return new QuotaUsage(octets + more.octets, messages + more.messages);
    }

    boolean isNegative() {
        return octets < 0 || messages < 0;
    }

    @Override
    public String toString() {
        return octets + " octets in " + messages + (messages == 1 ? " message" : " messages");
    }

    /** As a line of {@code maildirsize}. */
    String line() {
        return octets + " " + messages + "\n";
    }
}
