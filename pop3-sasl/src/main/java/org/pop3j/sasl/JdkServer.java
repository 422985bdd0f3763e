package org.pop3j.sasl;

import java.util.Optional;
import java.util.stream.Stream;
import javax.security.sasl.AuthenticationException;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.jspecify.annotations.Nullable;

/**
 * A mechanism of the JDK that throws what ours throw. The JDK does not tell wrong credentials from broken messages, so
 * everything that it refuses counts as wrong credentials; its text, which may hold the user's, is left out.
 */
record JdkServer(SaslServer server) implements SaslServer {
    @Override
    public String getMechanismName() {
        return server.getMechanismName();
    }

    @Override
    public byte @Nullable [] evaluateResponse(byte[] response) throws SaslException {
        try {
            return server.evaluateResponse(response);
        } catch (SaslException e) {
            Optional<CredentialsUnavailableException> unavailable = Stream.<Throwable>iterate(
                            e, cause -> cause != null, Throwable::getCause)
                    .filter(CredentialsUnavailableException.class::isInstance)
                    .map(CredentialsUnavailableException.class::cast)
                    .findFirst();
            throw unavailable.isPresent()
                    ? unavailable.orElseThrow()
                    : new AuthenticationException(getMechanismName() + ": user name or password is wrong");
        }
    }

    @Override
    public boolean isComplete() {
        return server.isComplete();
    }

    @Override
    public String getAuthorizationID() {
        return server.getAuthorizationID();
    }

    @Override
    public byte[] unwrap(byte[] incoming, int offset, int length) throws SaslException {
        return server.unwrap(incoming, offset, length);
    }

    @Override
    public byte[] wrap(byte[] outgoing, int offset, int length) throws SaslException {
        return server.wrap(outgoing, offset, length);
    }

    @Override
    public @Nullable Object getNegotiatedProperty(String name) {
        return server.getNegotiatedProperty(name);
    }

    @Override
    public void dispose() throws SaslException {
        server.dispose();
    }
}
