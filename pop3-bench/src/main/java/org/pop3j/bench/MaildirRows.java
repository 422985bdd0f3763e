package org.pop3j.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** What a large Maildir costs: first and later logins, and listings. */
final class MaildirRows {
    static final String SMALL = "small";

    private static final int SMALL_MESSAGES = 200;
    private static final int OCTETS = 1024;
    private static final int PRACTICE = 10;
    /** What is changed in a folder within its file system's tick cannot be told apart; all look at it longer then. */
    private static final Duration LONGER_THAN_A_TICK = Duration.ofMillis(2_500);

    private final int messages;
    private final String large;
    private final int warmUps;
    private final Map<String, String> seen = new HashMap<>();
    private final Map<String, Integer> delivered = new HashMap<>();

    /**
     * Rows of a Maildir.
     *
     * @param messages how many there are in it
     * @param warmUps how many logins that do not count a server gets after its start
     */
    MaildirRows(int messages, int warmUps) {
        this.messages = messages;
        this.large = user(messages);
        this.warmUps = warmUps;
    }

    /** The user with a Maildir of so many messages. */
    static String user(int messages) {
        return "messages-" + messages;
    }

    List<Row> rows() {
        return List.of(
                new Row("first login ever to STAT, mail in new", 0.5, 0, server -> first(server, false)),
                new Row("first login ever to STAT, mail in cur", 0.5, 0, server -> first(server, true)),
                new Row("warm login to STAT", 0.2, PRACTICE, server -> login(server)),
                new Row("warm login to STAT, one new message", 0.2, 1, server -> {
                    deliver(server);
                    LockSupport.parkNanos(LONGER_THAN_A_TICK.toNanos());
                    return login(server);
                }),
                new Row("warm login to STAT, one new message this instant", 0.2, 1, server -> {
                    deliver(server);
                    return login(server);
                }),
                new Row("UIDL", 0.2, PRACTICE, server -> listing(server, "UIDL")),
                new Row("LIST", 0.2, PRACTICE, server -> listing(server, "LIST")),
                new Row("first login to STAT after a restart", 0.5, 0, server -> {
                    server.restart();
                    return login(server);
                }));
    }

    /** Makes the mail where it is not yet, and logs in to it. */
    void prepare(MeasuredServer server) throws IOException {
        server.maildir(SMALL).fill(SMALL_MESSAGES, OCTETS, Owner.of(server));
        server.maildir(large).fill(messages, OCTETS, Owner.of(server));
        warmUp(server);
        login(server);
    }

    /** Nothing that the server may have in memory is of any use: it is a new process, warm only by other mail. */
    private double first(MeasuredServer server, boolean isInCur) throws IOException {
        server.close();
        server.maildir(large).pristine();
        if (isInCur) {
            server.maildir(large).moveToCur();
        }
        server.restart();
        warmUp(server);
        delivered.remove(server.name());
        return login(server);
    }

    private void warmUp(MeasuredServer server) throws IOException {
        for (int i = 0; i < warmUps; i++) {
            try (Probe probe = new Probe(server.port())) {
                probe.stat(SMALL);
                probe.listing("UIDL");
                probe.listing("LIST");
            }
        }
    }

    private double login(MeasuredServer server) throws IOException {
        try (Probe probe = new Probe(server.port())) {
            Probe.Stat stat = probe.stat(large);
            see(server, stat);
            return stat.seconds();
        }
    }

    private double listing(MeasuredServer server, String command) throws IOException {
        try (Probe probe = new Probe(server.port())) {
            probe.stat(large);
            return probe.listing(command);
        }
    }

    private void deliver(MeasuredServer server) throws IOException {
        int number = delivered.merge(server.name(), 1, Integer::sum);
        server.maildir(large).deliver(number, Owner.of(server));
    }

    private void see(MeasuredServer server, Probe.Stat stat) throws IOException {
        seen.put(server.name(), stat.messages() + " messages, " + stat.octets() + " octets");
        if (stat.messages() < messages) {
            throw new IOException(server.name() + " shows " + stat.messages() + " of " + messages + " messages");
        }
    }

    /** What both servers said last; figures of servers that serve different mail would mean nothing. */
    String agreed() throws IOException {
        if (seen.values().stream().distinct().count() != 1) {
            throw new IOException("the servers do not serve the same mail: " + seen);
        }
        return seen.values().iterator().next();
    }
}
