package org.pop3j.server;

import org.pop3j.codec.Limits;
import org.pop3j.codec.StrictBase64;
import org.pop3j.codec.SyntaxException;

/**
 * Inside an AUTH exchange (RFC 5034 section 4): the next line is the answer to a challenge, not a command. However it ends,
 * AUTHORIZATION or TRANSACTION follows.
 */
final class ExchangeState implements State {
    private static final String CANCEL = "*";

    private final LoginDesk desk;
    private final Connection connection;
    private final AuthOutcome.Turn turn;

    ExchangeState(LoginDesk desk, Connection connection, AuthOutcome.Turn turn) {
        this.desk = desk;
        this.connection = connection;
        this.turn = turn;
    }

    /** Says what is left to say: plus sign, SPACE, base64 (R5034-05). */
    static Step challenge(AuthOutcome.Challenge challenge, LoginDesk desk, Connection connection) {
        String line = "+ " + StrictBase64.encode(challenge.octets());
        return Step.of(outbox -> outbox.line(line), new ExchangeState(desk, connection, challenge.next()));
    }

    /** Tokens are long (R5034-10). */
    @Override
    public int lineOctets(ServerLimits limits) {
        return Limits.CONTINUATION_ACCEPTED;
    }

    @Override
    public Step take(String line) {
        try {
            return answered(line);
        } catch (RefusedException e) {
            return e.step(afterBadCommand());
        }
    }

    private Step answered(String line) throws RefusedException {
        if (line.equals(CANCEL)) {
            throw desk.refuseExchange("", "cancelled", connection);
        }
        try {
            return desk.goOn(turn, StrictBase64.decode(line), connection);
        } catch (SyntaxException e) {
            throw desk.refuseExchange("", e.getMessage(), connection);
        }
    }

    @Override
    public State afterBadCommand() {
        return AuthorizationState.first(desk, connection);
    }

    @Override
    public void abandon() {
        // No maildrop is open yet.
    }
}
