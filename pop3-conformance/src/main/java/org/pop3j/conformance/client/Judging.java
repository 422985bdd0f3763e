package org.pop3j.conformance.client;

import java.time.Duration;
import java.util.List;
import org.pop3j.conformance.Check;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.Verdict;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;

/** Turns a judgement into a finding. */
final class Judging {
    private Judging() {}

    static Finding of(Check about, List<String> dialogue, Duration took, Runnable judgement) {
        try {
            judgement.run();
            return new Finding(about, Verdict.PASSED, about.title(), "that", dialogue, took);
        } catch (UnmetIn e) {
            return new Finding(about, Unmet.verdict(about), e.expected(), e.came(), e.dialogue(), took);
        } catch (Unmet e) {
            return new Finding(about, Unmet.verdict(about), e.expected(), e.came(), dialogue, took);
        } catch (Skipped e) {
            return new Finding(about, e.verdict(), about.title(), e.getMessage(), dialogue, took);
        }
    }
}
