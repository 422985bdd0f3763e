package org.pop3j.conformance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.pop3j.conformance.client.ClientChecks;
import org.pop3j.conformance.client.Listening;

/**
 * The checks of clients: a server that plays scenarios, each on connections of its own and in three deliveries (one segment,
 * octet by octet, random pieces), and rules about every command that was seen.
 *
 * <pre>{@code
 * ClientDriver curl = ClientDriver.command(List.of("curl", "-u", "{user}:{password}", "pop3://{host}:{port}/1"));
 * Report report = ClientKit.run("curl", curl, Duration.ofSeconds(10));
 * }</pre>
 */
public final class ClientKit {
    private static final int CLIENTS_A_PROCESSOR = 4;

    private ClientKit() {}

    /**
     * What the checks are about.
     *
     * @return all of them
     */
    public static List<Check> checks() {
        return ClientChecks.checks();
    }

    /**
     * Drives a client through all scenarios.
     *
     * @param subject what is judged, for people
     * @param driver the client
     * @param patience how long it may take to give up where the server says nothing more
     * @return what was found
     * @throws IOException if the client cannot be started, or no port is free
     */
    public static Report run(String subject, ClientDriver driver, Duration patience) throws IOException {
        return run(subject, driver, patience, List.of());
    }

    /**
     * Drives a client through some scenarios.
     *
     * @param subject what is judged, for people
     * @param driver the client
     * @param patience how long it may take to give up where the server says nothing more
     * @param only names of checks or IDs of requirements; none for all
     * @return what was found
     * @throws IOException if the client cannot be started, or no port is free
     */
    public static Report run(String subject, ClientDriver driver, Duration patience, List<String> only)
            throws IOException {
        return run(subject, driver, ClientWay.PLAIN, patience, only);
    }

    /**
     * Drives a client that is told to use TLS or a mechanism through some scenarios. Those that need another client are told as
     * not tested.
     *
     * @param subject what is judged, for people
     * @param driver the client
     * @param way what it is told
     * @param patience how long it may take to give up where the server says nothing more
     * @param only names of checks or IDs of requirements; none for all
     * @return what was found
     * @throws IOException if the client cannot be started, or no port is free
     */
    public static Report run(String subject, ClientDriver driver, ClientWay way, Duration patience, List<String> only)
            throws IOException {
        return run(subject, driver, way, patience, only, usualAtOnce());
    }

    /**
     * Drives a client through some scenarios, so many at once as is told.
     *
     * @param subject what is judged, for people
     * @param driver the client
     * @param way what it is told
     * @param patience how long it may take to give up where the server says nothing more
     * @param only names of checks or IDs of requirements; none for all
     * @param atOnce how many clients may work at the same time, 1 or more; those that only wait to give up come on top
     * @return what was found
     * @throws IOException if the client cannot be started, or no port is free
     */
    public static Report run(
            String subject, ClientDriver driver, ClientWay way, Duration patience, List<String> only, int atOnce)
            throws IOException {
        return new ClientChecks(subject, driver, way, patience, only, atOnce).run();
    }

    /**
     * How many clients work at the same time where nothing is said: a client waits more than it works, so several a processor.
     *
     * @return the number
     */
    public static int usualAtOnce() {
        return CLIENTS_A_PROCESSOR * Runtime.getRuntime().availableProcessors();
    }

    /**
     * Listens for clients that somebody else starts. The user name chooses the scenario, {@code USER c0004}; any other name
     * gets the next one in turn, connection by connection. A scenario is served in one segment at its first connection, octet by
     * octet at the second, in random pieces at the third. The password is taken whatever it is.
     *
     * @param address where to listen
     * @return the listening kit
     * @throws IOException if it cannot listen there
     */
    public static Listener listen(InetSocketAddress address) throws IOException {
        return listen(address, ClientWay.PLAIN);
    }

    /**
     * Listens for clients that somebody else starts, and tells to use TLS.
     *
     * @param address where to listen
     * @param way what they are told; no mechanism, because nobody says what their password is
     * @return the listening kit
     * @throws IOException if it cannot listen there
     * @throws IllegalArgumentException if the way has a mechanism
     */
    public static Listener listen(InetSocketAddress address, ClientWay way) throws IOException {
        return new Listening(address, way);
    }

    /** A kit that listens; safe for use by several threads. */
    public interface Listener extends AutoCloseable {
        /**
         * Where it listens.
         *
         * @return the address
         */
        InetSocketAddress address();

        /**
         * What was seen so far: only what shows on the wire is judged, for nobody says what the client made of it.
         *
         * @return the report
         */
        Report report();

        @Override
        void close() throws IOException;
    }
}
