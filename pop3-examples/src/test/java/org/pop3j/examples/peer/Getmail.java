package org.pop3j.examples.peer;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * getmail6, delivering to a Maildir. It knows no STLS. It starts to listen for the end of a child process only after it has
 * started it, so on a busy machine it may wait in vain for one that was quick; then it is run again.
 */
final class Getmail implements FetchingClient {
    private static final String LOST_CHILD = "waiting child pid";
    private static final int ATTEMPTS = 4;

    @Override
    public String name() {
        return "getmail";
    }

    @Override
    public Set<Protection> protections() {
        return EnumSet.of(Protection.PLAIN, Protection.TLS);
    }

    @Override
    public List<Path> fetch(Endpoint server, Path work) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            Path folder = Files.createDirectory(work.resolve("attempt" + attempt));
            PeerProcess.Outcome outcome = attempt(server, folder);
            if (outcome.exitCode() == 0 && !outcome.text().contains(LOST_CHILD)) {
                // seconds.MmicrosPprocess...: each message is written by a process of its own
                return FetchingClient.inOrder(folder.resolve("fetched/new"), 2);
            }
            if (attempt == ATTEMPTS || !outcome.text().contains(LOST_CHILD)) {
                return fail("getmail ended with exit code " + outcome.exitCode() + "; it said:\n" + outcome.text());
            }
        }
    }

    private static PeerProcess.Outcome attempt(Endpoint server, Path work) throws IOException, InterruptedException {
        String program = Peers.require("getmail", "getmail6");
        Path maildir = ConfigFile.maildir(work.resolve("fetched"));
        String retriever = switch (server.protection()) {
            case PLAIN -> "type = SimplePOP3Retriever";
            case TLS -> "type = SimplePOP3SSLRetriever\nca_certs = " + server.certificate();
            case STLS -> throw new IllegalArgumentException("getmail6 knows no STLS");
        };
        ConfigFile.write(work, "getmailrc", "rw-------", """
                [retriever]
                %s
                server = %s
                port = %d
                username = %s
                password = %s
                timeout = 10
                [destination]
                type = Maildir
                path = %s/
                [options]
                delivered_to = false
                received = false
                read_all = true
                delete = false
                verbose = 1
                """.formatted(
                        retriever, Endpoint.HOST, server.port(), server.user(), Endpoint.PASSWORD, maildir));
        Peers.giveAway(work);
        List<String> command = List.of(program, "--getmaildir=" + work, "--rcfile=getmailrc");
        return PeerProcess.outcome(work, PeerProcess.NO_INPUT, Peers.unprivileged(command));
    }
}
