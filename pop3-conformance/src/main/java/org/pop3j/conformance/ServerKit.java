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

    /**
     * Checks a server by two accounts: the first is only read, the second is made for the checks that change a maildrop. What
     * the first account cannot show, such as what needs messages of known content, is done at the second too; those findings
     * begin their dialogue with its name.
     *
     * @param read the server and the account to read; without a deliverer, and not destructive
     * @param changed the same server and the account whose mail may be lost; what checks are wanted is said by the first
     * @param listener is told by the calling thread, of a check that is done at both accounts twice
     * @return what was found
     * @throws IOException if there is no connection to the server at all
     * @throws IllegalArgumentException if the first account may be changed
     */
    public static Report run(Target read, Target changed, Consumer<Finding> listener) throws IOException {
        return new TwoAccounts(read, changed).run(listener);
    }
}
