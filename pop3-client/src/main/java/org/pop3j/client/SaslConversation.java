package org.pop3j.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.pop3j.codec.AuthReply;
import org.pop3j.codec.Command;
import org.pop3j.codec.Keyword;
import org.pop3j.codec.Limits;
import org.pop3j.codec.PeerText;
import org.pop3j.codec.ReceivedReply;
import org.pop3j.codec.StrictBase64;
import org.pop3j.codec.SyntaxException;

/** One AUTH: challenges and responses until the server says what came of it (RFC 5034 section 4, D-4). */
final class SaslConversation {
    /** Far more than any mechanism needs; a server must not ask for ever (S-23). */
    private static final int MOST_CHALLENGES = 32;

    private static final String CANCEL = "*";
    private static final String EMPTY_INITIAL_RESPONSE = "=";
    private static final byte[] NOTHING = {};

    private final Exchange exchange;
    private final SaslClient client;
    private final Way way;
    private final Command.Auth command;
    private Optional<byte[]> held;
    private int responses;
    private Optional<String> lastChallenge = Optional.empty();

    private SaslConversation(
            Exchange exchange, SaslClient client, Way way, Command.Auth command, Optional<byte[]> held) {
        this.exchange = exchange;
        this.client = client;
        this.way = way;
        this.command = command;
        this.held = held;
        this.responses = command.initialResponse().isPresent() ? 1 : 0;
    }

    /**
     * Prepares the first line: with an initial response where that may be and the line stays within 255 octets (R5034-03,
     * R5034-09), else without, and the response follows in a line of its own.
     */
    static SaslConversation begin(Exchange exchange, SaslClient client, Way way, InitialResponse form)
            throws SaslException {
        Optional<byte[]> first =
                client.hasInitialResponse() ? Optional.of(evaluate(client, NOTHING)) : Optional.empty();
        Command.Auth bare = new Command.Auth(way.mechanism(), Optional.empty());
        if (form == InitialResponse.NEVER || first.isEmpty()) {
            return new SaslConversation(exchange, client, way, bare, first);
        }
        Command.Auth whole = new Command.Auth(way.mechanism(), first.map(SaslConversation::initialText));
        boolean fits = whole.octets().length <= Limits.COMMAND_SENT;
        return fits
                ? new SaslConversation(exchange, client, way, whole, Optional.empty())
                : new SaslConversation(exchange, client, way, bare, first);
    }

    /** R5034-07. */
    private static String initialText(byte[] response) {
        return response.length == 0 ? EMPTY_INITIAL_RESPONSE : StrictBase64.encode(response);
    }

    LoginOutcome run() throws Pop3Exception {
        return exchange.conversation(command, this::converse);
    }

    private LoginOutcome converse() throws IOException, SyntaxException {
        for (int i = 0; i < MOST_CHALLENGES; i++) {
            String line = exchange.line(command, Limits.CONTINUATION_ACCEPTED);
            if (!line.startsWith("+")) {
                return refused(exchange.statusOf(line));
            }
            try {
                AuthReply reply = AuthReply.parse(line, expectsChallenge());
                if (reply instanceof AuthReply.Challenge challenge) {
                    respond(challenge.octets());
                    continue;
                }
                if (isChallengeByMistake()) {
                    respond(NOTHING);
                    continue;
                }
            } catch (SyntaxException notToBeAnswered) {
                return cancel(notToBeAnswered.getMessage());
            } catch (SaslException notToBeAnswered) {
                // The mechanisms of the JDK repeat what the server said (S-27).
                return cancel(PeerText.escape(String.valueOf(notToBeAnswered.getMessage())));
            }
            exchange.statusOf(line);
            requireProof();
            return new LoginOutcome.Accepted();
        }
        return cancel("expected at most " + MOST_CHALLENGES + " challenges");
    }

    /** Exchange 2003 says +OK where the first, empty challenge belongs. */
    private boolean isChallengeByMistake() {
        return responses == 0 && held.isPresent() && exchange.takes(Quirk.OK_AS_CHALLENGE);
    }

    private boolean expectsChallenge() {
        return held.isPresent() || !client.isComplete() || way.needsVerifiedServer();
    }

    private void respond(byte[] challenge) throws IOException, SyntaxException {
        byte[] response = held.isPresent() ? first(challenge) : evaluate(client, challenge);
        held = Optional.empty();
        lastChallenge = Optional.of(exchange.secrets().masked(new String(challenge, StandardCharsets.UTF_8)));
        responses++;
        exchange.traceReceived("+ ****");
        exchange.sendLine(StrictBase64.encode(response));
    }

    /** A server that waits for the first response of the client has nothing to say before (R5034-07). */
    private byte[] first(byte[] challenge) throws SaslException {
        if (challenge.length > 0) {
            throw new SaslException("expected an empty challenge before the first response to " + way.mechanism());
        }
        return held.orElseThrow();
    }

    /** The mechanisms of the JDK may stumble over octets that no honest server sends. */
    private static byte[] evaluate(SaslClient client, byte[] challenge) throws SaslException {
        try {
            return Optional.ofNullable(client.evaluateChallenge(challenge)).orElse(NOTHING);
        } catch (RuntimeException e) {
            throw new SaslException("the mechanism cannot read the server's challenge: " + e, e);
        }
    }

    /** A server that says +OK without having proved what the mechanism asks of it is not the right one (R5802-03, S-22). */
    private void requireProof() throws SyntaxException {
        if (held.isPresent() || !client.isComplete()) {
            throw new SyntaxException("expected the server to go through " + way.mechanism()
                    + " to its end, got +OK before that: it may not be the server that it says it is");
        }
    }

    private LoginOutcome refused(ReceivedReply reply) {
        return new LoginOutcome.Refused(Keyword.AUTH, reply, exchange.advice(reply), lastChallenge, shown());
    }

    private LoginOutcome.Shown shown() {
        return switch (responses) {
            case 0 -> LoginOutcome.Shown.NOTHING;
            case 1 -> LoginOutcome.Shown.FIRST_MESSAGE;
            default -> LoginOutcome.Shown.MORE;
        };
    }

    private LoginOutcome cancel(String reason) throws IOException, SyntaxException {
        String why = exchange.secrets().masked(reason);
        exchange.sendLine(CANCEL);
        String line = exchange.line(command, Limits.CONTINUATION_ACCEPTED);
        if (line.startsWith("+")) {
            throw new SyntaxException(why + "; then expected \"-ERR\" to the cancelling \"*\", got a positive answer");
        }
        return new LoginOutcome.Cancelled(exchange.statusOf(line), why, shown());
    }
}
