package org.pop3j.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.pop3j.client.Pop3BrokenException.Deletions;
import org.pop3j.codec.Capabilities;
import org.pop3j.codec.Capability;
import org.pop3j.codec.Command;
import org.pop3j.codec.ReceivedReply;
import org.pop3j.codec.SyntaxException;

/** A connected session: which state it is in, what the server can do, and the way from one state to the next. */
final class Dialogue {
    private final Settings settings;
    private final Connection connection;
    private final Exchange exchange;
    private final ReceivedReply greeting;
    private Phase phase = Phase.AUTHORIZATION;
    private Optional<Capabilities> capabilities = Optional.empty();

    private Dialogue(Settings settings, Connection connection, Exchange exchange) throws Pop3Exception {
        this.settings = settings;
        this.connection = connection;
        this.exchange = exchange;
        this.greeting = exchange.greeting();
    }

    static Dialogue open(Settings settings) throws Pop3Exception {
        Connection connection = dial(settings);
        try {
            Exchange exchange = new Exchange(connection, settings);
            if (settings.tls() == TlsMode.TLS) {
                exchange.secure();
            }
            Dialogue dialogue = new Dialogue(settings, connection, exchange);
            dialogue.upgrade();
            return dialogue;
        } catch (Pop3Exception | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static Connection dial(Settings settings) throws Pop3BrokenException {
        try {
            return Connection.dial(settings);
        } catch (IOException e) {
            String where = settings.host() + ":" + settings.port();
            throw new Pop3BrokenException("cannot connect to " + where + ": " + e, Deletions.NOT_COMMITTED, e);
        }
    }

    private void upgrade() throws Pop3Exception {
        switch (settings.tls()) {
            case NONE, TLS -> {}
            case STLS_IF_OFFERED -> startTlsIfOffered();
            case STLS_REQUIRED -> requireTls();
        }
    }

    private void startTlsIfOffered() throws Pop3Exception {
        if (!capabilities().has("STLS")) {
            return;
        }
        try {
            startTls();
        } catch (Pop3RefusedException staysPlain) {
            // That is what the mode says; a login is then refused unless allowed by name.
        }
    }

    /** R2595-08: no announcement, or any answer but a positive one, ends the connection. */
    private void requireTls() throws Pop3Exception {
        if (!capabilities().has("STLS")) {
            throw unsafe("TLS is required, and the server does not announce STLS");
        }
        try {
            startTls();
        } catch (Pop3RefusedException e) {
            throw unsafe("TLS is required: " + e.getMessage());
        }
    }

    private void startTls() throws Pop3Exception {
        exchange.line(new Command.Stls());
        exchange.secure();
        capabilities = Optional.empty();
    }

    Capabilities capabilities() throws Pop3Exception {
        if (capabilities.isEmpty()) {
            capabilities = Optional.of(announced());
        }
        return capabilities.orElseThrow();
    }

    private Capabilities announced() throws Pop3Exception {
        try {
            List<Capability> all = new ArrayList<>();
            listing(new Command.Capa(), Dialogue::capability).forEach(c -> c.ifPresent(all::add));
            return new Capabilities(all);
        } catch (Pop3RefusedException e) {
            return Capabilities.NONE;
        }
    }

    private static Optional<Capability> capability(String line) {
        try {
            return Optional.of(Capability.parse(line));
        } catch (SyntaxException unknowable) {
            // A line that is no capability announces nothing (R2449-19); the others do.
            return Optional.empty();
        }
    }

    void logIn(List<Command> commands) throws Pop3Exception {
        commands.forEach(phase::require);
        commands.forEach(Exchange::octets);
        if (settings.plaintextLogin() == PlaintextLogin.REFUSED && tls().isEmpty()) {
            throw unsafe("the connection has no TLS, and a login without it is not allowed");
        }
        if (!takesUtf8Users() && !commands.stream().allMatch(Command::isAscii)) {
            throw new IllegalArgumentException("the server takes user names and passwords of ASCII characters only");
        }
        for (Command command : commands) {
            authenticate(command);
        }
        phase = Phase.TRANSACTION;
        capabilities = Optional.empty();
    }

    /** R6856-06. */
    private boolean takesUtf8Users() throws Pop3Exception {
        return capabilities().find("UTF8").map(Capability::parameters).orElse(List.of()).stream()
                .anyMatch("USER"::equalsIgnoreCase);
    }

    private void authenticate(Command command) throws Pop3Exception {
        try {
            exchange.line(command);
        } catch (Pop3RefusedException e) {
            Capabilities known = capabilities();
            List<String> others = known.has("USER") ? List.of() : known.saslMechanisms();
            throw new AuthenticationRefusedException(command.keyword(), e.reply(), others);
        }
    }

    ReceivedReply line(Command command) throws Pop3Exception {
        phase.require(command);
        return exchange.line(command);
    }

    <T> List<T> listing(Command command, ListingLine<T> parser) throws Pop3Exception {
        phase.require(command);
        return exchange.listing(command, parser);
    }

    /** An answer of one line that has figures in it. */
    <T> T parsed(Command command, ListingLine<T> parser) throws Pop3Exception {
        ReceivedReply reply = line(command);
        return exchange.guarded(command, () -> parser.parse(reply.fullText()));
    }

    /** An answer in whatever form the command has, content as lines in UTF-8. */
    Response answer(Command command) throws Pop3Exception {
        phase.require(command);
        return switch (command.replyForm()) {
            case LINE -> new Response(exchange.line(command), List.of());
            case LISTING -> exchange.answer(command);
            case CONTENT -> contentLines(command);
            case EXCHANGE -> throw new IllegalArgumentException("a SASL exchange is no single command");
        };
    }

    private Response contentLines(Command command) throws Pop3Exception {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        long limit = (long) settings.limits().replyOctets() * settings.limits().capabilityLines();
        ReceivedReply reply = exchange.content(command, new MessageSink(octets, limit));
        return new Response(
                reply, octets.toString(StandardCharsets.UTF_8).lines().toList());
    }

    Exchange exchange(Command command) {
        phase.require(command);
        return exchange;
    }

    void quit() throws Pop3Exception {
        exchange.quit(phase == Phase.TRANSACTION ? Deletions.UNKNOWN : Deletions.NOT_COMMITTED);
    }

    ClientLimits limits() {
        return settings.limits();
    }

    ReceivedReply greeting() {
        return greeting;
    }

    Optional<SSLSession> tls() {
        return connection.tls();
    }

    boolean isOpen() {
        return !connection.isClosed();
    }

    void close() {
        connection.close();
    }

    private Pop3BrokenException unsafe(String why) {
        connection.close();
        return new Pop3BrokenException(why, Deletions.NOT_COMMITTED);
    }
}
