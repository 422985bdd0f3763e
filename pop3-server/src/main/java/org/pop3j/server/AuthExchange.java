package org.pop3j.server;

import java.net.SocketAddress;
import java.util.Optional;
import javax.security.sasl.AuthenticationException;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.jspecify.annotations.Nullable;
import org.pop3j.codec.StrictBase64;
import org.pop3j.codec.SyntaxException;
import org.pop3j.sasl.CredentialsUnavailableException;
import org.pop3j.sasl.SaslMechanism;
import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.server.spi.Login;

/** One AUTH exchange (RFC 5034 section 4): a mechanism, and whom it is about. May block in each turn. */
final class AuthExchange {
    private static final byte[] NOTHING = new byte[0];
    private static final String EMPTY = "=";
    private static final String NOT_ALLOWED = "may not act as whom it asked to be";

    private final SaslMechanism mechanism;
    private final SaslServer server;
    private final Proof proof;
    private final Authenticators authenticators;
    private final SocketAddress peer;

    AuthExchange(
            SaslMechanism mechanism,
            SaslServer server,
            Proof proof,
            Authenticators authenticators,
            SocketAddress peer) {
        this.mechanism = mechanism;
        this.server = server;
        this.proof = proof;
        this.authenticators = authenticators;
        this.peer = peer;
    }

    /**
     * Takes the AUTH command.
     *
     * @param initialResponse base64, or an equals sign for a response of no octets (R5034-07)
     */
    AuthOutcome begin(Optional<String> initialResponse) throws AuthenticationUnavailableException {
        if (initialResponse.isEmpty()) {
            return speaksFirst() ? take(NOTHING) : new AuthOutcome.Challenge(NOTHING, this::take);
        }
        if (speaksFirst() && mechanism != SaslMechanism.LOGIN) {
            return new AuthOutcome.Broken("", mechanism + " takes no initial response");
        }
        try {
            String base64 = initialResponse.orElseThrow();
            return take(base64.equals(EMPTY) ? NOTHING : StrictBase64.decode(base64));
        } catch (SyntaxException e) {
            return new AuthOutcome.Broken("", e.getMessage());
        }
    }

    /** Whether the server begins: its clients may not send an initial response (R5034-08), but those of LOGIN do. */
    private boolean speaksFirst() {
        return mechanism.firstToSpeak() == SaslMechanism.FirstToSpeak.SERVER;
    }

    /**
     * Takes a message of the mechanism: the initial response, or the answer to a challenge.
     *
     * @throws AuthenticationUnavailableException if it cannot be decided now
     */
    AuthOutcome take(byte[] message) throws AuthenticationUnavailableException {
        try {
            byte @Nullable [] challenge = server.evaluateResponse(message);
            if (!server.isComplete()) {
                return goingOn(new AuthOutcome.Challenge(challenge == null ? NOTHING : challenge, this::take));
            }
            return challenge == null ? proved() : new AuthOutcome.Challenge(challenge, this::confirm);
        } catch (CredentialsUnavailableException e) {
            throw new AuthenticationUnavailableException(e.getMessage(), e);
        } catch (AuthenticationException e) {
            return new AuthOutcome.Wrong(proof.name(), proof.reason());
        } catch (SaslException e) {
            return new AuthOutcome.Broken(proof.name(), e.getMessage());
        }
    }

    private AuthOutcome goingOn(AuthOutcome.Challenge challenge) {
        return proof.isRefused() ? new AuthOutcome.Explained(proof.name(), proof.reason(), challenge) : challenge;
    }

    /** Data that goes with success is sent as a challenge, because {@code +OK} has none; nothing answers it (R5034-13). */
    private AuthOutcome confirm(byte[] message) throws AuthenticationUnavailableException {
        return message.length == 0
                ? proved()
                : new AuthOutcome.Broken(proof.name(), "expected an empty line behind the last data of the server");
    }

    private AuthOutcome proved() throws AuthenticationUnavailableException {
        Login authenticated = proof.login()
                .orElseThrow(() -> new IllegalStateException("a mechanism is complete, and nobody has logged in"));
        String wanted = server.getAuthorizationID();
        Optional<Login> login = wanted.isEmpty() || wanted.equals(proof.name())
                ? Optional.of(authenticated)
                : authenticators.authorize(authenticated, wanted, peer);
        return login.<AuthOutcome>map(AuthOutcome.Proved::new)
                .orElseGet(() -> new AuthOutcome.Wrong(proof.name(), NOT_ALLOWED));
    }
}
