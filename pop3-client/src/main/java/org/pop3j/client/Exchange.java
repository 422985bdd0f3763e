package org.pop3j.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.pop3j.client.Pop3BrokenException.Deletions;
import org.pop3j.codec.Command;
import org.pop3j.codec.Keyword;
import org.pop3j.codec.Limits;
import org.pop3j.codec.LineEnd;
import org.pop3j.codec.PeerText;
import org.pop3j.codec.ReceivedReply;
import org.pop3j.codec.ReplyForm;
import org.pop3j.codec.SyntaxException;

/**
 * Commands out, replies in, in order and matched (R2449-16). The one place that turns whatever fails into {@link
 * Pop3BrokenException} and closes the connection at once, so that nobody goes on with a dialogue that is out of step
 * (R1939-46).
 */
final class Exchange {
    /** A step of the dialogue. */
    interface Step<T> {
        T run() throws IOException, SyntaxException;
    }

    /** A step that gives nothing. */
    private interface Action {
        void run() throws IOException, SyntaxException;
    }

    private final Connection connection;
    private final Settings settings;
    private final LineEnd lineEnd;
    private final Piece piece = new Piece();
    private final Secrets secrets = new Secrets();
    private int outstanding;
    private Deletions deletions = Deletions.NOT_COMMITTED;
    private Deadline operationDeadline = Deadline.NEVER;

    Exchange(Connection connection, Settings settings) {
        this.connection = connection;
        this.settings = settings;
        this.lineEnd = settings.takes(Quirk.BARE_LF_STATUS) ? LineEnd.CRLF_OR_LF : LineEnd.CRLF;
    }

    /** Reads the greeting (C0002). */
    ReceivedReply greeting() throws Pop3Exception {
        return guarded("the greeting", () -> {
            outstanding++;
            ReceivedReply greeting = status(settings.timeouts().greeting());
            if (!greeting.isPositive()) {
                throw Pop3RefusedException.of(Optional.empty(), greeting, advice(greeting));
            }
            finish();
            return greeting;
        });
    }

    /** A command with an answer of one line. */
    ReceivedReply line(Command command) throws Pop3Exception {
        return guarded(command, () -> {
            send(command);
            ReceivedReply reply = positive(command);
            finish();
            return reply;
        });
    }

    /** A command with a listing (D-5). */
    <T> List<T> listing(Command command, ListingLine<T> parser) throws Pop3Exception {
        return guarded(command, () -> {
            send(command);
            positive(command);
            return lines(command, parser);
        });
    }

    /** A command with a listing, and the status line too. */
    Response answer(Command command) throws Pop3Exception {
        return guarded(command, () -> {
            send(command);
            ReceivedReply reply = positive(command);
            return new Response(reply, lines(command, line -> line));
        });
    }

    /** A command with a byte-stuffed content that goes to a target; whether that failed, {@link MessageSink} says. */
    ReceivedReply content(Command command, MessageSink target) throws Pop3Exception {
        return guarded(command, () -> {
            send(command);
            ReceivedReply reply = positive(command);
            connection.reader().readContent(target);
            target.complete();
            finishContent(target.octets());
            return reply;
        });
    }

    /** A command with a byte-stuffed content that the caller reads; nothing else can be asked until that is closed. */
    ContentStream stream(Command command, OptionalLong listed) throws Pop3Exception {
        return guarded(command, () -> {
            send(command);
            positive(command);
            return contentOf(command, listed);
        });
    }

    /** The content that follows a positive status line; it finishes the reply when it ends. */
    ContentStream contentOf(Command command, OptionalLong listed) {
        Arrival arrival = Arrival.of(command, listed, settings);
        return new ContentStream(this, connection.reader(), command, arrival, piece);
    }

    /** QUIT: from the moment it is on its way nobody knows what the server does until it says so (R1939-28). */
    void quit(Deletions ifUnanswered) throws Pop3Exception {
        Command quit = new Command.Quit();
        requireIdle();
        try {
            perform(quit.keyword().name(), () -> {
                requireInStep();
                deletions = ifUnanswered;
                send(quit);
                requirePositive(quit);
            });
        } finally {
            connection.closeInOrder();
        }
    }

    /** What follows the answer is of no interest: some servers give two when a removal fails. */
    private void requirePositive(Command quit) throws IOException, SyntaxException {
        ReceivedReply reply = status(settings.timeouts().quit());
        if (!reply.isPositive()) {
            throw refusal(quit, reply);
        }
    }

    /** Sends one command and nothing else. */
    private void send(Command command) throws IOException, SyntaxException {
        requireIdle();
        requireInStep();
        byte[] octets = octets(command);
        secrets.hide(command);
        traceSent(command);
        outstanding++;
        connection.write(octets, octets.length);
    }

    /** Sends commands that were put together by {@link Pipeline}, in one piece. */
    void sendTogether(byte[] octets, int length, List<Command> commands) throws Pop3Exception {
        perform(commands.get(0).keyword().name(), () -> {
            if (outstanding == 0) {
                requireInStep();
            }
            commands.forEach(this::traceSent);
            outstanding += commands.size();
            connection.write(octets, length);
        });
    }

    /** Reads the status line of the oldest outstanding command; where nothing can follow it, that is the reply. */
    ReceivedReply status(Command command) throws Pop3Exception {
        return guarded(command, () -> {
            ReceivedReply reply = positive(command);
            if (command.replyForm() == ReplyForm.LINE) {
                finish();
            }
            return reply;
        });
    }

    /** A command whose answers and further lines are the caller's to read and to send (AUTH). */
    <T> T conversation(Command command, Step<T> step) throws Pop3Exception {
        return guarded(command, () -> {
            send(command);
            T outcome = step.run();
            finish();
            return outcome;
        });
    }

    /** Reads a line of a conversation; what it holds is not traced (S-26). */
    String line(Command command, int limit) throws IOException, SyntaxException {
        return readLine(patience(command.keyword()), limit);
    }

    /** Where nobody watches, nothing is put into words: there are thousands of commands. */
    private void traceSent(Command command) {
        if (settings.trace() != ProtocolTrace.NONE) {
            settings.trace().sent(Masked.line(command));
        }
    }

    /** Traces what was read of a conversation, as far as it may be shown. */
    void traceReceived(String shown) {
        settings.trace().received(shown);
    }

    /** Sends a line of a conversation, which is not traced. */
    void sendLine(String text) throws IOException, SyntaxException {
        requireInStep();
        secrets.hideResponse(text);
        byte[] octets = (text + "\r\n").getBytes(StandardCharsets.US_ASCII);
        settings.trace().sent("****");
        connection.write(octets, octets.length);
    }

    /** Lays TLS over the connection; the reply to STLS, if there was one, had nothing behind it (R2595-06). */
    void secure() throws Pop3Exception {
        perform("TLS", connection::startTls);
    }

    private <T> List<T> lines(Command command, ListingLine<T> parser) throws IOException, SyntaxException {
        ListingLine<T> traced = line -> {
            settings.trace().receivedLine(PeerText.escape(line));
            return parser.parse(line);
        };
        ListingLine<T> reading = settings.trace() == ProtocolTrace.NONE ? parser : traced;
        List<T> lines = Listing.read(connection.reader(), Listing.Bounds.of(command, settings.limits()), reading);
        finish();
        return lines;
    }

    /** Reads the status line of the oldest outstanding command; a negative one is the whole reply. */
    private ReceivedReply positive(Command command) throws IOException, SyntaxException {
        ReceivedReply reply = status(patience(command.keyword()));
        if (reply.isPositive()) {
            return reply;
        }
        finish();
        throw refusal(command, reply);
    }

    /** A content is whole, and with it the reply. */
    void finishContent(long octets) throws IOException, SyntaxException {
        settings.trace().receivedContent(octets);
        finish();
    }

    /** Ends the connection because somebody here wants it. */
    void abandon() {
        connection.close();
    }

    /** The replies are not those to the commands: nothing that comes can be trusted to be what it seems. */
    Pop3BrokenException outOfStep(Command command, ReceivedReply reply) {
        return broken(
                command.keyword().name(),
                new SyntaxException("expected the answer to " + command.line() + ", got " + PeerText.quote(reply.raw())
                        + ": the server has lost or doubled an answer"));
    }

    /** The oldest outstanding command has its whole reply. */
    void finish() throws IOException, SyntaxException {
        outstanding--;
        if (outstanding == 0) {
            requireInStep();
        }
    }

    boolean isOpen() {
        return !connection.isClosed();
    }

    <T> T guarded(Command command, Step<T> step) throws Pop3Exception {
        return guarded(command.keyword().name(), step);
    }

    private void perform(String what, Action action) throws Pop3Exception {
        guarded(what, () -> {
            action.run();
            return Optional.empty();
        });
    }

    private <T> T guarded(String what, Step<T> step) throws Pop3Exception {
        try {
            return step.run();
        } catch (Pop3Exception e) {
            throw e;
        } catch (IOException | SyntaxException e) {
            throw broken(what, e);
        }
    }

    /** Closes the connection and says what for. */
    private Pop3BrokenException broken(String what, Exception cause) {
        String reason = connection.isClosedHere() ? "the session was closed" : reason(cause);
        connection.close();
        return new Pop3BrokenException(what + ": " + reason, deletions, cause);
    }

    /** What the syntax is against is escaped already; what sockets and TLS say may have words of the server in it (S-27). */
    private static String reason(Exception cause) {
        if (cause instanceof SyntaxException) {
            return cause.getMessage();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : PeerText.escape(cause.getMessage());
    }

    private ReceivedReply status(Duration patience) throws IOException, SyntaxException {
        return statusOf(readLine(patience, settings.limits().replyOctets()));
    }

    /** What is hidden until the login is over; {@link Dialogue} says when that is. */
    Secrets secrets() {
        return secrets;
    }

    /** Traces a status line and takes it for what it is, secrets masked, unless it must be exact and is not (D-3). */
    ReceivedReply statusOf(String line) throws SyntaxException {
        ReceivedReply reply = secrets.masked(ReceivedReply.parse(line));
        if (settings.trace() != ProtocolTrace.NONE) {
            traceReceived(reply.toString());
        }
        if (reply.deviates() && settings.conduct().profile().deviations() == QuirkProfile.Deviations.FATAL) {
            throw new SyntaxException("expected \"+OK\" or \"-ERR\", got " + PeerText.quote(reply.raw()));
        }
        return reply;
    }

    RetryAdvice advice(ReceivedReply reply) {
        return RetryAdvice.of(reply, settings.conduct().profile());
    }

    boolean takes(Quirk quirk) {
        return settings.takes(quirk);
    }

    private String readLine(Duration patience, int limit) throws IOException, SyntaxException {
        long now = System.nanoTime();
        Optional<Duration> operation = settings.timeouts().operation();
        operationDeadline =
                operation.isPresent() ? Deadline.in(operation.get(), Deadline.What.OPERATION, now) : Deadline.NEVER;
        connection.allow(
                patience, Deadline.in(patience, Deadline.What.LINE, now).orBefore(operationDeadline));
        if (outstanding == 1) {
            connection.expectAnswer();
        }
        Optional<String> text = connection.reader().readLine(limit, lineEnd);
        connection.allow(settings.timeouts().read(), operationDeadline);
        return text.orElseThrow(() -> overlong(limit));
    }

    static SyntaxException overlong(int limit) {
        return new SyntaxException("expected a line of at most " + limit + " octets, got a longer one");
    }

    private Duration patience(Keyword keyword) {
        Timeouts timeouts = settings.timeouts();
        return switch (keyword) {
            case PASS, APOP, AUTH -> timeouts.authentication();
            case QUIT -> timeouts.quit();
            case USER, STLS, UTF8, LANG, CAPA, STAT, LIST, RETR, DELE, NOOP, RSET, TOP, UIDL -> timeouts.read();
        };
    }

    private Pop3RefusedException refusal(Command command, ReceivedReply reply) {
        return Pop3RefusedException.of(Optional.of(command.keyword()), reply, advice(reply));
    }

    private void requireIdle() {
        if (outstanding > 0 && isOpen()) {
            throw new IllegalStateException("a reply is still being read: close its stream first");
        }
    }

    private void requireInStep() throws IOException, SyntaxException {
        if (connection.hasUnasked()) {
            throw new SyntaxException("expected nothing more from the server, got octets that nobody asked for");
        }
    }

    static byte[] octets(Command command) {
        byte[] octets = command.octets();
        if (octets.length > Limits.COMMAND_SENT) {
            throw new IllegalArgumentException(command.keyword() + ": a command line has at most " + Limits.COMMAND_SENT
                    + " octets, this one would have " + octets.length);
        }
        return octets;
    }
}
