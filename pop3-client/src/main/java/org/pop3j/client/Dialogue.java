package org.pop3j.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.SSLSession;
import org.pop3j.client.Pop3BrokenException.Deletions;
import org.pop3j.codec.Capabilities;
import org.pop3j.codec.Capability;
import org.pop3j.codec.Command;
import org.pop3j.codec.DropListing;
import org.pop3j.codec.ReceivedReply;
import org.pop3j.codec.ScanListing;
import org.pop3j.codec.SyntaxException;
import org.pop3j.sasl.Apop;

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

    /** Gives the TCP connection. */
    interface Dialling {
        Connection connection() throws IOException;
    }

    static Dialogue open(Settings settings, Dialling dialling) throws Pop3Exception {
        Connection connection = dial(settings, dialling);
        try {
            Exchange exchange = new Exchange(connection, settings);
            if (settings.tls() == TlsMode.TLS) {
                exchange.secure();
            }
            Dialogue dialogue = new Dialogue(settings, connection, exchange);
            dialogue.upgrade();
            dialogue.switchToUtf8();
            return dialogue;
        } catch (Pop3Exception | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static Connection dial(Settings settings, Dialling dialling) throws Pop3BrokenException {
        try {
            return dialling.connection();
        } catch (IOException e) {
            String where = settings.host() + ":" + settings.port();
            throw Pop3BrokenException.notConnected("cannot connect to " + where + ": " + e, e);
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

    /** After TLS, never before it (R6856-05), and before the login. */
    private void switchToUtf8() throws Pop3Exception {
        switch (settings.conduct().utf8()) {
            case NEVER -> {}
            case IF_OFFERED -> utf8IfOffered();
            case REQUIRED -> requireUtf8();
        }
    }

    private void utf8IfOffered() throws Pop3Exception {
        if (!capabilities().has("UTF8")) {
            return;
        }
        try {
            exchange.line(new Command.Utf8());
        } catch (Pop3RefusedException staysAscii) {
            // That is what the mode says.
        }
    }

    private void requireUtf8() throws Pop3Exception {
        try {
            exchange.line(new Command.Utf8());
        } catch (Pop3RefusedException e) {
            throw unsafe("UTF8 is required: " + e.getMessage());
        }
    }

    Capabilities capabilities() throws Pop3Exception {
        if (capabilities.isEmpty()) {
            capabilities = Optional.of(settings.conduct().capabilities().over(announced()));
        }
        return capabilities.orElseThrow();
    }

    private Capabilities announced() throws Pop3Exception {
        if (settings.conduct().capabilities().asking() == CapabilityOverride.Asking.NEVER) {
            return Capabilities.NONE;
        }
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

    /** Logs in; who may do that how is the policy's business. */
    void logIn(Credentials credentials, LoginPolicy policy) throws IOException {
        phase.require(new Command.AuthList());
        Secrets secrets = exchange.secrets();
        try {
            secrets.hide(credentials);
            Login.prepare(this, policy, credentials).run();
        } finally {
            secrets.forget();
        }
        loggedIn();
    }

    /** Masks a token in what the server says, until the login is over. */
    void hide(AccessToken token) {
        exchange.secrets().hide(token.value());
    }

    /** Logs in by a digest that the caller has made. */
    void logIn(Command.Apop apop) throws Pop3Exception {
        phase.require(apop);
        if (settings.plaintextLogin() == PlaintextLogin.REFUSED && tls().isEmpty()) {
            throw unsafe("the connection has no TLS, and a login without it is not allowed");
        }
        requireUtf8(List.of(apop));
        try {
            exchange.line(apop);
        } catch (Pop3RefusedException e) {
            LoginRecord record = new LoginRecord(
                    capabilities().saslMechanisms(),
                    List.of("APOP"),
                    capabilities().has("AUTH-RESP-CODE"));
            throw AuthenticationRefusedException.refused(
                    apop.keyword(), e.reply(), e.advice(), record, Optional.empty());
        } finally {
            exchange.secrets().forget();
        }
        loggedIn();
    }

    private void loggedIn() {
        phase = Phase.TRANSACTION;
        capabilities = Optional.empty();
    }

    /** R6856-06. */
    void requireUtf8(List<? extends Command> commands) throws Pop3Exception {
        boolean isAscii = commands.stream().allMatch(Command::isAscii);
        boolean takesUtf8 = capabilities().find("UTF8").map(Capability::parameters).orElse(List.of()).stream()
                .anyMatch("USER"::equalsIgnoreCase);
        if (!isAscii && !takesUtf8) {
            throw new IllegalArgumentException("the server takes user names and passwords of ASCII characters only");
        }
    }

    /** What bare AUTH lists; nothing where it is refused (OXP-02). */
    List<String> listedMechanisms() throws Pop3Exception {
        try {
            return listing(new Command.AuthList(), line -> line.strip().toUpperCase(Locale.ROOT));
        } catch (Pop3RefusedException noList) {
            return List.of();
        }
    }

    /**
     * The timestamp of the greeting, if it is a clean one. One that came before STLS anybody can have written, and by
     * choosing timestamps find out about the password (R2595-07, S-18).
     */
    Optional<String> believedTimestamp() {
        boolean isFromBeforeTls = tls().isPresent() && settings.tls() != TlsMode.TLS;
        return isFromBeforeTls ? Optional.empty() : Apop.timestamp(greeting.text());
    }

    Settings settings() {
        return settings;
    }

    ReceivedReply line(Command command) throws Pop3Exception {
        phase.require(command);
        return exchange.line(command);
    }

    <T> List<T> listing(Command command, ListingLine<T> parser) throws Pop3Exception {
        phase.require(command);
        return exchange.listing(command, parser);
    }

    /** STAT; where it gives no figures and the quirk says so, what LIST gives. */
    DropListing dropListing() throws Pop3Exception {
        if (!settings.takes(Quirk.STAT_WITHOUT_FIGURES)) {
            return parsed(new Command.Stat(), DropListing::parse);
        }
        try {
            return DropListing.parse(line(new Command.Stat()).fullText());
        } catch (SyntaxException noFigures) {
            List<ScanListing> messages = listing(new Command.List(Optional.empty()), ScanListing::parse);
            return new DropListing(
                    messages.size(),
                    messages.stream().mapToLong(ScanListing::octets).sum());
        }
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
        Arrival arrival = Arrival.of(command, OptionalLong.empty(), settings);
        ReceivedReply reply = exchange.content(command, new MessageSink(octets, arrival));
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

    Pop3BrokenException unsafe(String why) {
        connection.close();
        return new Pop3BrokenException(why, Deletions.NOT_COMMITTED);
    }
}
