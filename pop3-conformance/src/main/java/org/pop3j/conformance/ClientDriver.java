package org.pop3j.conformance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.pop3j.conformance.client.CommandDriver;

/**
 * Makes the client under test do its work once: connect, log in, fetch whatever it fetches, end. Must bear being called by
 * several threads at once.
 */
@FunctionalInterface
public interface ClientDriver {
    /**
     * Lets the client work.
     *
     * @param server where to connect to
     * @param user the user name
     * @param password the password
     * @param limit after this time it is to be stopped
     * @return what came of it, as the client itself tells
     * @throws IOException if the client could not even be started
     */
    ClientRun fetch(InetSocketAddress server, String user, String password, Duration limit) throws IOException;

    /**
     * Starts a program each time. In its arguments {@code {host}}, {@code {port}}, {@code {user}}, {@code {password}} are
     * replaced, and {@code {out}} by an empty folder in which it may leave messages; without {@code {out}} its standard
     * output is taken for the messages. Exit code 0 means that the program believes all went well.
     *
     * @param command the program and its arguments
     * @return the driver
     */
    static ClientDriver command(List<String> command) {
        return command(command, Map.of());
    }

    /**
     * Starts a program each time, with further words to be replaced.
     *
     * @param command the program and its arguments
     * @param words what stands in place of which word in braces, for example a path in place of {@code {ca}}
     * @return the driver
     */
    static ClientDriver command(List<String> command, Map<String, String> words) {
        return new CommandDriver(command, words);
    }
}
