package org.pop3j.conformance.fake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.pop3j.codec.Command;
import org.pop3j.codec.Command.AuthorizationHandler;
import org.pop3j.conformance.fake.Said.Then;

/** The AUTHORIZATION state of a fake session. */
final class FakeAuthorization implements AuthorizationHandler<Said, IOException> {
    private static final int TRIES = 3;

    private final FakeSession session;
    private Optional<String> name = Optional.empty();
    private Optional<FakeExchange> exchange = Optional.empty();
    private int failures;
    private boolean utf8;

    FakeAuthorization(FakeSession session) {
        this.session = session;
    }

    /** Any command but PASS makes a name given before void (D-9). */
    void note(Command command) {
        if (!(command instanceof Command.Pass)) {
            name = Optional.empty();
        }
    }

    /** After STLS nothing of before is known. */
    void forget() {
        name = Optional.empty();
    }

    boolean isInExchange() {
        return exchange.isPresent();
    }

    Said exchange(String line) {
        FakeExchange running = exchange.orElseThrow();
        FakeExchange.Turn turn = running.answer(line);
        return switch (turn.kind()) {
            case CHALLENGE -> Said.line("+ " + turn.text());
            case SUCCESS -> {
                exchange = Optional.empty();
                yield open();
            }
            case FAILURE -> {
                exchange = Optional.empty();
                yield refused();
            }
            case CANCELLED -> {
                exchange = Optional.empty();
                yield Said.line("-ERR cancelled");
            }
        };
    }

    @Override
    public Said user(Command.User command) {
        name = Optional.of(command.name());
        return Said.line("+OK name noted");
    }

    @Override
    public Said pass(Command.Pass command) {
        if (name.isEmpty()) {
            return Said.line("-ERR say USER first");
        }
        boolean right = name.get().equals(session.setting().user())
                && command.password().equals(session.setting().password());
        name = Optional.empty();
        return right ? open() : refused();
    }

    @Override
    public Said apop(Command.Apop command) {
        String expected = digest(session.timestamp() + session.setting().password());
        boolean right = command.name().equals(session.setting().user())
                && command.digest().equals(expected);
        return right ? open() : refused();
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has MD5", e);
        }
    }

    private Said open() {
        return session.open() ? Said.line("+OK logged in") : Said.line("-ERR [IN-USE] the maildrop is in use");
    }

    private Said refused() {
        failures++;
        Said answer = Said.line("-ERR [AUTH] wrong name or password");
        return failures < TRIES ? answer : answer.then(Then.CLOSE);
    }

    @Override
    public Said auth(Command.Auth command) {
        Optional<FakeExchange> begun = FakeExchange.of(command.mechanism(), session.setting());
        if (begun.isEmpty()) {
            return Said.line("-ERR no such mechanism");
        }
        FakeExchange running = begun.get();
        if (command.initialResponse().isEmpty()) {
            exchange = begun;
            return Said.line("+ " + running.firstChallenge());
        }
        if (running.serverBegins()) {
            return Said.line("-ERR the server begins");
        }
        exchange = begun;
        return exchange(
                command.initialResponse().get().equals("=")
                        ? ""
                        : command.initialResponse().get());
    }

    @Override
    public Said authList(Command.AuthList command) {
        return Said.octets("+OK mechanisms\r\n" + FakeExchange.NAMES.replace(" ", "\r\n") + "\r\n.\r\n");
    }

    @Override
    public Said stls(Command.Stls command) {
        return session.offersStls() && !utf8
                ? Said.line("+OK begin TLS").then(Then.START_TLS)
                : Said.line("-ERR not here");
    }

    @Override
    public Said utf8(Command.Utf8 command) {
        utf8 = true;
        return Said.line("+OK UTF-8");
    }

    @Override
    public Said lang(Command.Lang command) {
        return FakeLanguages.answer(command);
    }

    @Override
    public Said capa(Command.Capa command) {
        return FakeCapabilities.of(session);
    }

    @Override
    public Said quit(Command.Quit command) {
        return Said.line("+OK bye").then(Then.CLOSE);
    }
}
