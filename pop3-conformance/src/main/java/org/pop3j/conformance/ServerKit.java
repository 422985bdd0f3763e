package org.pop3j.conformance;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.pop3j.conformance.server.ServerRun;

/**
 * The checks of servers. Each has connections of its own; only those of the whole run (V0001 and its like) have none and
 * look at what the others have seen. Checks that log in come one after the other, because a maildrop is locked; failed
 * log-ins come last, because servers slow down who guesses. Whatever a server does, a run ends: each answer and each check
 * has a limit ({@link Target#patience()}).
 *
 * <pre>{@code
 * Report report = ServerKit.run(Target.builder(address, "ada", "secret").build());
 * }</pre>
 */
public final class ServerKit {
    private ServerKit() {}

    /**
     * What the checks are about.
     *
     * @return all of them
     */
    public static List<Check> checks() {
        return ServerRun.checks();
    }

    /**
     * Checks a server.
     *
     * @param target the server
     * @return what was found
     * @throws IOException if there is no connection to the server at all
     */
    public static Report run(Target target) throws IOException {
        return run(target, finding -> {});
    }

    /**
     * Checks a server, and tells of each finding during the run.
     *
     * @param target the server
     * @param listener is told by the calling thread
     * @return what was found
     * @throws IOException if there is no connection to the server at all
     */
    public static Report run(Target target, Consumer<Finding> listener) throws IOException {
        return new ServerRun(target, listener).run();
    }
}
