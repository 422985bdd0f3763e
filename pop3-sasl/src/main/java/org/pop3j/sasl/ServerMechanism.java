package org.pop3j.sasl;

import java.util.function.Supplier;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.jspecify.annotations.Nullable;
import org.pop3j.sasl.Conversation.Turn;

/** A server's side of a mechanism, written as turns. */
final class ServerMechanism implements SaslServer {
    private final SaslMechanism mechanism;
    private final Supplier<String> authorizationId;
    private final Conversation conversation;

    /**
     * Makes one.
     *
     * @param authorizationId asked when the exchange is complete: as whom the client wants to act
     */
    ServerMechanism(SaslMechanism mechanism, Turn first, Supplier<String> authorizationId) {
        this.mechanism = mechanism;
        this.authorizationId = authorizationId;
        this.conversation = new Conversation(first);
    }

    @Override
    public String getMechanismName() {
        return mechanism.mechanismName();
    }

    /** Null where the client is in and nothing is left to say: the contract of {@code javax.security.sasl}. */
    @Override
    public byte @Nullable [] evaluateResponse(byte[] response) throws SaslException {
        byte[] challenge = conversation.take(response);
        return isComplete() && challenge.length == 0 ? null : challenge;
    }

    @Override
    public boolean isComplete() {
        return conversation.isComplete();
    }

    @Override
    public String getAuthorizationID() {
        if (!isComplete()) {
            throw new IllegalStateException("the exchange is not complete");
        }
        return authorizationId.get();
    }

    @Override
    public byte[] unwrap(byte[] incoming, int offset, int length) {
        throw new IllegalStateException("no security layer (R5034-17)");
    }

    @Override
    public byte[] wrap(byte[] outgoing, int offset, int length) {
        throw new IllegalStateException("no security layer (R5034-17)");
    }

    @Override
    public @Nullable Object getNegotiatedProperty(String name) {
        return Negotiated.property(name, isComplete());
    }

    @Override
    public void dispose() {
        // Holds nothing that the collector does not free.
    }
}
