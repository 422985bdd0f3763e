package org.pop3j.examples.peer;

import java.nio.file.Path;

/**
 * Where a client fetches from.
 *
 * @param protection how
 * @param port the port on 127.0.0.1
 * @param certificate a PEM file with the server's certificate, which names 127.0.0.1 and localhost
 * @param user the user, who owns the maildrop of the same name
 */
record Endpoint(Protection protection, int port, Path certificate, String user) {
    static final String HOST = "127.0.0.1";
    static final String PASSWORD = "secret";
}
