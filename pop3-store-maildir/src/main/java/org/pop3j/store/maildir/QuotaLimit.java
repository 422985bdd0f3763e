package org.pop3j.store.maildir;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How much a Maildir++ may hold (M-07), as the first line of {@code maildirsize} says it: {@code 10000000S,1000C}.
 *
 * @param octets most octets of all files together, 0 for any number
 * @param messages most messages, 0 for any number
 */
record QuotaLimit(long octets, long messages) {
    private static final Pattern MEMBER = Pattern.compile("(\\d{1,17})([SC])");

    /** Reads the first line; members of other kinds, or damaged ones, limit nothing. */
    static QuotaLimit parse(String definition) {
        QuotaLimit limit = new QuotaLimit(0, 0);
        for (MatchResult member : MEMBER.matcher(definition).results().toList()) {
            long most = Long.parseLong(member.group(1));
            limit = member.group(2).equals("S")
                    ? new QuotaLimit(most, limit.messages)
                    : new QuotaLimit(limit.octets, most);
        }
        return limit;
    }

    /** Whether the line said nothing that we understand. */
    boolean isNone() {
        return octets == 0 && messages == 0;
    }

    boolean allows(QuotaUsage usage) {
        return (octets == 0 || usage.octets() <= octets) && (messages == 0 || usage.messages() <= messages);
    }
}
