package org.pop3j.conformance.client;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.pop3j.codec.PeerText;
import org.pop3j.conformance.Side;
import org.pop3j.conformance.check.Conversation;
import org.pop3j.conformance.fake.FakeSession;
import org.pop3j.conformance.fake.Watcher;

/** What one connection of a client showed. Safe for use by several threads. */
final class Seen implements Watcher {
    /**
     * A command.
     *
     * @param line an octet string without CRLF
     * @param isSecured whether it came inside TLS
     * @param isLoggedIn whether it came in TRANSACTION state
     * @param before the answer to the command before, an octet string
     */
    record Said(String line, boolean isSecured, boolean isLoggedIn, String before) {
        String keyword() {
            return line.split(" ", 2)[0].toUpperCase(java.util.Locale.ROOT);
        }

        boolean is(String keyword) {
            return keyword().equals(keyword);
        }

        /** Whether the answer before it was positive, and a whole line. */
        boolean isAfterPositive() {
            return before.startsWith("+") && before.endsWith("\r\n");
        }

        /** Whether it answers a challenge. */
        boolean isResponse() {
            return before.startsWith("+ ") || before.equals("+\r\n");
        }

        /** Whether it ends an exchange by what RFC 5034 has for that: the answer before it has not. */
        boolean cancels() {
            return line.equals("*") && before.matches("(?s)\\+(?!OK).*");
        }

        /** Without the password. */
        String shown() {
            if (isResponse()) {
                return line.equals("*") ? line : "****";
            }
            String secretive = is("PASS") || is("AUTH") ? line.replaceFirst("^(PASS|\\S+ +\\S+) .*", "$1 ****") : line;
            return PeerText.escape(secretive);
        }
    }

    /** A client that goes round in circles has shown by then what it does. */
    private static final int MOST_COMMANDS = 10_000;

    private static final int MOST_OCTETS = 1 << 20;

    private final Conversation conversation;
    private final Optional<String> password;
    private final Consumer<Seen> atEnd;
    private final List<Said> commands = new CopyOnWriteArrayList<>();
    private final StringBuffer octets = new StringBuffer();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean isSecured;
    private volatile boolean isAheadOfTls;
    private volatile boolean isLoggedIn;
    private volatile String last = "";

    /** Sees a connection of a client that was given this password. */
    Seen(Conversation conversation, String password) {
        this(conversation, Optional.of(password), seen -> {});
    }

    /**
     * Sees a connection of a client that somebody else gave a password.
     *
     * @param atEnd gets this when the connection has ended, on its thread
     */
    Seen(Conversation conversation, Consumer<Seen> atEnd) {
        this(conversation, Optional.empty(), atEnd);
    }

    private Seen(Conversation conversation, Optional<String> password, Consumer<Seen> atEnd) {
        this.conversation = conversation;
        this.password = password;
        this.atEnd = atEnd;
    }

    @Override
    public void clientSaid(byte[] said, int offset, int length) {
        conversation.said(Side.CLIENT, said, offset, length);
        int kept = Math.min(length, MOST_OCTETS - octets.length());
        octets.append(new String(said, offset, kept, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void command(String line) {
        if (commands.size() < MOST_COMMANDS) {
            commands.add(new Said(line, isSecured, isLoggedIn, last));
        }
    }

    @Override
    public void serverSaid(byte[] said) {
        last = new String(said, StandardCharsets.ISO_8859_1);
        conversation.said(Side.SERVER, said, 0, said.length);
    }

    @Override
    public void event(String event) {
        isSecured |= event.equals(FakeSession.SECURED);
        isAheadOfTls |= event.equals(FakeSession.AHEAD_OF_TLS);
        isLoggedIn |= event.equals("# logged in");
        conversation.event(event);
        if (event.equals("# end")) {
            end.countDown();
            atEnd.accept(this);
        }
    }

    /** Waits until the server has read all that the client said, for a moment at most. */
    void awaitEnd(Duration moment) throws InterruptedException {
        end.await(moment.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** The password that the client was given, if the kit gave it. */
    Optional<String> password() {
        return password;
    }

    /** Whether octets came behind STLS that were not of the handshake. */
    boolean isAheadOfTls() {
        return isAheadOfTls;
    }

    List<Said> commands() {
        return List.copyOf(commands);
    }

    /** The commands and the first line of the answer before each. */
    List<String> dialogue() {
        List<String> lines = new ArrayList<>();
        for (Said said : commands) {
            String answer = said.before().lines().findFirst().orElse("");
            if (!answer.isEmpty()) {
                lines.add("S: " + PeerText.escape(answer));
            }
            lines.add("C: " + said.shown());
        }
        return lines;
    }

    String octets() {
        return octets.toString();
    }
}
