package org.pop3j.conformance.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.pop3j.conformance.Check;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.Report;
import org.pop3j.conformance.Side;
import org.pop3j.conformance.Target;
import org.pop3j.conformance.server.ServerCheck.Lane;

/** One run of the checks against one server. */
public final class ServerRun {
    private static final AtomicInteger THREADS = new AtomicInteger();
    private static final ThreadFactory DAEMONS = work -> {
        Thread thread = new Thread(work, "pop3-check-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        return thread;
    };

    private final Target target;
    private final Consumer<Finding> listener;
    private final Observed observed = new Observed();
    private final Seeds seeds;
    private final SourceAddresses sources;
    private Facts facts = Preflight.NOTHING_KNOWN;

    /** Takes the server, and who wants to know of each finding at once. */
    public ServerRun(Target target, Consumer<Finding> listener) {
        this.target = target;
        this.listener = listener;
        this.sources = new SourceAddresses(target.address().getAddress());
        this.seeds = new Seeds(target.deliverer(), Long.toString(System.nanoTime() & 0xFFFFFF, 36));
    }

    /** What the checks of servers are about. */
    public static List<Check> checks() {
        return Catalogue.all().stream().map(ServerCheck::about).toList();
    }

    /** Does what is wanted. Throws if the server cannot be reached at all. */
    public Report run() throws IOException {
        Instant at = Instant.now();
        long begun = System.nanoTime();
        ScheduledExecutorService watchdog = Executors.newSingleThreadScheduledExecutor(DAEMONS);
        try (Lanes lanes = new Lanes(sources.areMany(), DAEMONS)) {
            Conductor conductor = new Conductor(this, watchdog);
            facts = new Preflight(target, this).learn();
            Future<Boolean> seeding = lanes.submit(Lane.MAILDROP, new Preflight(target, this)::seed);
            List<Finding> done = new ArrayList<>();
            for (List<Lane> group : lanes.order()) {
                done.addAll(await(submit(group, lanes, conductor)));
                // It holds the maildrop, and no check of the first group may have waited for it.
                seeding.get(1, TimeUnit.HOURS);
            }
            return new Report(target.toString(), Side.SERVER, at, Duration.ofNanos(System.nanoTime() - begun), done);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while checking", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a check broke: " + e.getMessage(), e);
        } finally {
            watchdog.shutdownNow();
        }
    }

    private List<Future<Finding>> submit(List<Lane> group, Lanes lanes, Conductor conductor) {
        List<Future<Finding>> findings = new ArrayList<>();
        for (Lane lane : group) {
            for (ServerCheck check : Catalogue.all()) {
                if (check.lane() == lane && target.wants(check.about())) {
                    findings.add(lanes.submit(lane, () -> conductor.perform(check)));
                }
            }
        }
        return findings;
    }

    private List<Finding> await(List<Future<Finding>> findings)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<Finding> done = new ArrayList<>();
        for (Future<Finding> finding : findings) {
            Finding found = finding.get(1, TimeUnit.HOURS);
            listener.accept(found);
            done.add(found);
        }
        return done;
    }

    Target target() {
        return target;
    }

    Facts facts() {
        return facts;
    }

    Seeds seeds() {
        return seeds;
    }

    SourceAddresses sources() {
        return sources;
    }

    Observed observed() {
        return observed;
    }
}
