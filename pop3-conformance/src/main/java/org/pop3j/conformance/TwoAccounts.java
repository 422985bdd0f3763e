package org.pop3j.conformance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pop3j.conformance.Check.Effect;

/** A run at an account that is only read, and another at one that may be changed, as one report. */
final class TwoAccounts {
    private final Target read;
    private final Target changed;

    TwoAccounts(Target read, Target changed) {
        if (read.isDestructive() || read.deliverer().isPresent()) {
            throw new IllegalArgumentException("the first account is only read: no deliverer, not destructive");
        }
        this.read = read;
        this.changed = changed;
    }

    Report run(Consumer<Finding> listener) throws IOException {
        Report first = ServerKit.run(read, listener);
        List<String> open = first.findings().stream()
                .filter(TwoAccounts::isForTheOther)
                .map(finding -> finding.check().name())
                .toList();
        if (open.isEmpty()) {
            return first;
        }
        Report second = ServerKit.run(changed.narrowedTo(open), listener);
        Map<String, Finding> there = second.findings().stream()
                .filter(finding -> open.contains(finding.check().name()))
                .collect(Collectors.toMap(finding -> finding.check().name(), Function.identity()));
        List<Finding> findings = first.findings().stream()
                .map(finding -> at(there.getOrDefault(finding.check().name(), finding), there.keySet()))
                .toList();
        String subject = first.subject() + "; " + there.size() + " checks at the account " + changed.user()
                + ", all others at " + read.user();
        return new Report(subject, Side.SERVER, first.at(), first.took().plus(second.took()), findings);
    }

    private static boolean isForTheOther(Finding finding) {
        return finding.check().effect() != Effect.NONE || finding.verdict() == Verdict.NOT_TESTED;
    }

    private Finding at(Finding finding, Set<String> there) {
        if (!there.contains(finding.check().name())) {
            return finding;
        }
        List<String> dialogue = new ArrayList<>(List.of("# account: " + changed.user()));
        dialogue.addAll(finding.dialogue());
        return new Finding(
                finding.check(), finding.verdict(), finding.expected(), finding.came(), dialogue, finding.took());
    }
}
