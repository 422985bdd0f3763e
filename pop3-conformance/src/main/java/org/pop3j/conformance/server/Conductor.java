package org.pop3j.conformance.server;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.pop3j.conformance.Check;
import org.pop3j.conformance.Check.Effect;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.Target;
import org.pop3j.conformance.Verdict;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;
import org.pop3j.conformance.server.ServerCheck.Lane;

/** Does one check under its time limit and turns what came of it into a finding. */
final class Conductor {
    /** A check is several dialogues: this many times the patience for one answer. */
    private static final int PATIENCES = 4;

    private final ServerRun run;
    private final Target target;
    private final ScheduledExecutorService watchdog;

    Conductor(ServerRun run, ScheduledExecutorService watchdog) {
        this.run = run;
        this.target = run.target();
        this.watchdog = watchdog;
    }

    Finding perform(ServerCheck check) {
        long begun = System.nanoTime();
        Probe probe = new Probe(target, run);
        Duration limit =
                target.patience().multipliedBy(PATIENCES).plus(target.idle().orElse(Duration.ZERO));
        Future<?> expiry = watchdog.schedule(probe::expire, limit.toMillis(), TimeUnit.MILLISECONDS);
        try (probe) {
            Outcome outcome = outcome(check, probe, limit);
            return new Finding(
                    check.about(),
                    outcome.verdict(),
                    outcome.expected(),
                    outcome.came(),
                    probe.conversation().lines(),
                    Duration.ofNanos(System.nanoTime() - begun));
        } finally {
            expiry.cancel(false);
        }
    }

    private static boolean fails(ServerCheck check) {
        return Set.of(Lane.STRANGERS, Lane.FAILING, Lane.RETRYING).contains(check.lane());
    }

    private record Outcome(Verdict verdict, String expected, String came) {}

    private Outcome outcome(ServerCheck check, Probe probe, Duration limit) {
        Check about = check.about();
        Verdict broken = Unmet.verdict(about);
        if (about.effect() == Effect.DELETES && !target.isDestructive()) {
            return new Outcome(Verdict.NOT_TESTED, about.title(), "marks messages as deleted: needs --destructive");
        }
        try {
            check.body().run(probe);
            return probe.warning()
                    .map(warning -> new Outcome(Verdict.WARNED, warning[0], warning[1]))
                    .orElseGet(() -> new Outcome(Verdict.PASSED, about.title(), "that"));
        } catch (Unmet e) {
            return new Outcome(broken, e.expected(), e.came());
        } catch (Skipped e) {
            return new Outcome(e.verdict(), about.title(), e.getMessage());
        } catch (NumberFormatException | IndexOutOfBoundsException unreadable) {
            return new Outcome(broken, about.title(), "an answer that cannot be read, the last of the dialogue");
        } catch (SocketTimeoutException e) {
            if (fails(check)) {
                return new Outcome(
                        Verdict.NOT_TESTED,
                        about.title(),
                        "the server slows down who fails to log in: give more --patience, or wait some minutes");
            }
            return new Outcome(broken, about.title(), "no answer within " + Line.seconds(target.patience()));
        } catch (IOException e) {
            String came = probe.hasExpired() ? "no end within " + Line.seconds(limit) : "a broken connection: ";
            return new Outcome(
                    broken,
                    about.title(),
                    probe.hasExpired() ? came : came + probe.conversation().escape(String.valueOf(e.getMessage())));
        }
    }
}
