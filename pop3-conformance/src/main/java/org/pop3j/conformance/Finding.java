package org.pop3j.conformance;

import java.time.Duration;
import java.util.List;

/**
 * What one check found.
 *
 * @param check the check
 * @param verdict what it came to
 * @param expected what should have happened
 * @param came what happened, or why the check was not done
 * @param dialogue the octets of the dialogue, escaped, a line each: {@code C: STAT}, {@code S: +OK 2 320}; secrets masked
 * @param took how long it took
 */
public record Finding(
        Check check, Verdict verdict, String expected, String came, List<String> dialogue, Duration took) {
    /** Makes a finding. */
    public Finding {
        dialogue = List.copyOf(dialogue);
    }
}
