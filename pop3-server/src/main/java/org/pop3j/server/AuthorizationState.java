package org.pop3j.server;

import java.util.List;
import java.util.Optional;
import org.pop3j.codec.Capability;
import org.pop3j.codec.Command;
import org.pop3j.codec.Reply;
import org.pop3j.sasl.SaslMechanism;
import org.pop3j.server.SessionSummary.End;

/**
 * The AUTHORIZATION state (RFC 1939 section 4): perhaps a user name, and how often a login failed. Any command other than
 * PASS or QUIT forgets the user name (D-9). Immutable.
 */
final class AuthorizationState implements CommandState, Command.AuthorizationHandler<Step, RefusedException> {
    private final LoginDesk desk;
    private final Connection connection;
    private final Optional<String> user;

    private AuthorizationState(LoginDesk desk, Connection connection, Optional<String> user) {
        this.desk = desk;
        this.connection = connection;
        this.user = user;
    }

    /** The state behind the greeting, and again behind a TLS handshake (R2595-04). */
    static AuthorizationState first(LoginDesk desk, Connection connection) {
        return new AuthorizationState(desk, connection, Optional.empty());
    }

    @Override
    public Step perform(Command command) throws RefusedException, MisplacedException {
        if (command instanceof Command.InAuthorization allowed) {
            try {
                return allowed.perform(this);
            } catch (RefusedException e) {
                return e.step(withoutUser());
            }
        }
        throw new MisplacedException(command.keyword(), "AUTHORIZATION");
    }

    @Override
    public State afterBadCommand() {
        return withoutUser();
    }

    @Override
    public void abandon() {
        // No maildrop is open yet.
    }

    /** Always positive where passwords are taken, so that nobody learns which users there are (R1939-33, S-14). */
    @Override
    public Step user(Command.User command) throws RefusedException {
        requireUserAndPassTaken();
        if (!command.isAscii()) {
            throw new RefusedException("user names are ASCII here");
        }
        AuthorizationState named = new AuthorizationState(desk, connection, Optional.of(command.name()));
        return Step.of(Reply.ok("now send PASS"), named);
    }

    @Override
    public Step pass(Command.Pass command) throws RefusedException {
        requireUserAndPassTaken();
        String name = user.orElseThrow(() -> new RefusedException("PASS comes right after a successful USER"));
        return desk.logIn(name, command.password(), connection);
    }

    @Override
    public Step apop(Command.Apop command) throws RefusedException {
        return desk.logIn(command, connection);
    }

    @Override
    public Step auth(Command.Auth command) throws RefusedException {
        return desk.logIn(command, connection);
    }

    /** The same list as CAPA's (R5034-18, OXP-02). */
    @Override
    public Step authList(Command.AuthList command) throws RefusedException {
        List<SaslMechanism> mechanisms = desk.offer().mechanisms(connection.channel());
        if (mechanisms.isEmpty()) {
            throw new RefusedException("no SASL mechanism is offered here");
        }
        Answer listing = Answer.listing(Reply.ok("mechanisms follow"), outbox -> {
            for (SaslMechanism mechanism : mechanisms) {
                outbox.line(mechanism.mechanismName());
            }
        });
        return Step.of(listing, withoutUser());
    }

    @Override
    public Step stls(Command.Stls command) throws RefusedException {
        if (!desk.offer().takesStls(connection.channel())) {
            throw new RefusedException(
                    connection.channel().security() == Security.TLS
                            ? "TLS is active already"
                            : "STLS is not offered here");
        }
        return new Step(Answer.line(Reply.ok("begin TLS")), withoutUser(), Connection::startTls);
    }

    @Override
    public Step utf8(Command.Utf8 command) throws RefusedException {
        throw new RefusedException("UTF8 is not offered here");
    }

    @Override
    public Step lang(Command.Lang command) throws RefusedException {
        throw new RefusedException("LANG is not offered here");
    }

    @Override
    public Step capa(Command.Capa command) {
        Answer capabilities = Answer.listing(Reply.ok("capabilities follow"), outbox -> {
            for (Capability capability : desk.offer().inAuthorization(connection.channel())) {
                outbox.line(capability.text());
            }
        });
        return Step.of(capabilities, withoutUser());
    }

    @Override
    public Step quit(Command.Quit command) {
        return Step.end(Reply.ok("bye"), End.QUIT);
    }

    /** The same answer for every user, with a right or a wrong password (R2595-09, R8314-05). */
    private void requireUserAndPassTaken() throws RefusedException {
        if (!desk.offer().hasUserAndPass()) {
            throw new RefusedException("USER and PASS are not offered here");
        }
        if (!desk.offer().isSafeForPasswords(connection.channel())) {
            throw new RefusedException(
                    desk.offer().takesStls(connection.channel())
                            ? "passwords are taken under TLS only: send STLS first"
                            : "passwords are taken under TLS only");
        }
    }

    private AuthorizationState withoutUser() {
        return new AuthorizationState(desk, connection, Optional.empty());
    }
}
