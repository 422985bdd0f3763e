package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pop3j.store.maildir.MaildirFinding.Kind;

/** Whether the {@code maildirsize} of a Maildir can be read, and says what its files add up to (M-07). */
final class QuotaInspection {
    /** Longer than a delivery takes between the message and the line. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    private final Maildir maildir;
    private final QuotaFile quota;
    private final Clock clock;

    QuotaInspection(Maildir maildir, Clock clock) {
        this.maildir = maildir;
        this.quota = QuotaFile.of(maildir);
        this.clock = clock;
    }

    /** What is wrong; empty also where there is no quota. A repair counts it anew. */
    List<MaildirFinding> findings(boolean isRepair) {
        try {
            QuotaLines lines = quota.lines();
            if (lines.limit().isNone()) {
                return List.of(finding("the first line names no limit, so there is no quota", false));
            }
            return wrong(lines).map(text -> isRepair ? countAnew(text) : finding(text, false)).stream()
                    .toList();
        } catch (NoSuchFileException noQuota) {
            return List.of();
        } catch (IOException e) {
            return List.of(finding("cannot be read or counted: " + e.getMessage(), false));
        }
    }

    private static MaildirFinding finding(String text, boolean isMended) {
        return new MaildirFinding(Kind.QUOTA, QuotaFile.FILE.toString(), text, isMended);
    }

    /** What a new count mends. One that is too long is in order: whoever delivers next counts it anew. */
    private Optional<String> wrong(QuotaLines lines) throws IOException {
        if (lines.isTooLong()) {
            return Optional.empty();
        }
        return lines.damaged() == 0 ? difference() : Optional.of("lines that cannot be read: " + lines.damaged());
    }

    /** Without a lock a message is there before its line is, so there is no telling while some come and go. */
    private Optional<String> difference() throws IOException {
        QuotaLines lines = quota.lines();
        QuotaCount counted = QuotaCount.of(maildir);
        boolean isQuiet = counted.latest().toInstant().plus(QUIET).isBefore(clock.instant())
                && QuotaCount.latestChange(maildir).equals(counted.latest())
                && quota.lines().equals(lines);
        return isQuiet && !counted.usage().equals(lines.usage())
                ? Optional.of("says " + lines.usage() + ", but there are " + counted.usage())
                : Optional.empty();
    }

    private MaildirFinding countAnew(String wrong) {
        try {
            quota.countAnew();
            return finding(wrong, true);
        } catch (IOException e) {
            return finding(wrong + "; it cannot be counted anew: " + e.getMessage(), false);
        }
    }
}
