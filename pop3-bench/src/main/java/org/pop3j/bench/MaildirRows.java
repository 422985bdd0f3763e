package org.pop3j.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
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
    private final Map<String, Layout> layouts = new HashMap<>();

    /** Where the mail lies before the first login. */
    private enum Layout {
        NEW("mail in new"),
        CUR("mail in cur");

        private final String words;

        Layout(String words) {
            this.words = words;
        }
    }

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
        List<Row> rows = new ArrayList<>();
        for (Layout layout : Layout.values()) {
            String mail = ", " + layout.words;
            rows.add(new Row("first login ever to STAT" + mail, 0.5, 0, server -> first(server, layout)));
            rows.add(new Row(
                    "warm login to STAT, one new message this instant" + mail,
                    0.2,
                    PRACTICE,
                    server -> oneNew(server, layout, Duration.ZERO)));
            rows.add(new Row(
                    "warm login to STAT, one new message" + mail,
                    0.2,
                    1,
                    server -> oneNew(server, layout, LONGER_THAN_A_TICK)));
        }
        rows.add(new Row("warm login to STAT", 0.2, PRACTICE, server -> login(server)));
        rows.add(new Row("UIDL", 0.2, PRACTICE, server -> listing(server, "UIDL")));
        rows.add(new Row("LIST", 0.2, PRACTICE, server -> listing(server, "LIST")));
        rows.add(new Row("first login to STAT after a restart", 0.5, 0, server -> {
            server.restart();
            return login(server);
        }));
        return rows;
    }

    /** What a reader of the report must know of the rows. */
    String described() {
        return ("before the first row each server served %d sessions with STAT, UIDL and LIST of a Maildir of %d messages; after the"
                        + " restart of the last row none. Rows of warm logins and listings are done %d times before they count, for"
                        + " both servers alike; Dovecot moves all mail to cur at a login, ours leaves it where it is")
                .formatted(warmUps, SMALL_MESSAGES, PRACTICE);
    }

    /** Makes the mail where it is not yet, and logs in to it. */
    void prepare(MeasuredServer server) throws IOException {
        server.maildir(SMALL).fill(SMALL_MESSAGES, OCTETS, Owner.of(server));
        server.maildir(large).fill(messages, OCTETS, Owner.of(server));
        warmUp(server);
        login(server);
        layouts.put(server.name(), Layout.NEW);
    }

    /** Nothing that the server may have in memory is of any use: it is a new process, warm only by other mail. */
    private double first(MeasuredServer server, Layout layout) throws IOException {
        server.close();
        server.maildir(large).pristine();
        if (layout == Layout.CUR) {
            server.maildir(large).moveToCur();
        }
        server.restart();
        warmUp(server);
        delivered.remove(server.name());
        layouts.put(server.name(), layout);
        return login(server);
    }

    private double oneNew(MeasuredServer server, Layout layout, Duration wait) throws IOException {
        if (layouts.get(server.name()) != layout) {
            first(server, layout);
        }
        deliver(server);
        LockSupport.parkNanos(wait.toNanos());
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
