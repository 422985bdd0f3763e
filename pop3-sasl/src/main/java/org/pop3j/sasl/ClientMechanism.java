package org.pop3j.sasl;

import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import org.pop3j.sasl.Conversation.Turn;

/** A client's side of a mechanism, written as turns. */
final class ClientMechanism implements SaslClient {
    private final SaslMechanism mechanism;
    private final Conversation conversation;

    ClientMechanism(SaslMechanism mechanism, Turn first) {
        this.mechanism = mechanism;
        this.conversation = new Conversation(first);
    }

    @Override
    public String getMechanismName() {
        return mechanism.mechanismName();
    }

    @Override
    public boolean hasInitialResponse() {
        return mechanism.firstToSpeak() == SaslMechanism.FirstToSpeak.CLIENT;
    }

    @Override
    public byte[] evaluateChallenge(byte[] challenge) throws SaslException {
        return conversation.take(challenge);
    }

    @Override
    public boolean isComplete() {
        return conversation.isComplete();
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
    public Object getNegotiatedProperty(String name) {
        return Negotiated.property(name, isComplete());
    }

    @Override
    public void dispose() {
        // Holds nothing that the collector does not free.
    }
}
