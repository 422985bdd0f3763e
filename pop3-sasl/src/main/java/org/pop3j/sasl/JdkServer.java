package org.pop3j.sasl;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.AuthenticationException;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;
import org.jspecify.annotations.Nullable;

/**
 * A mechanism of the JDK that throws what ours throw. The JDK does not tell wrong credentials from broken messages, and
 * throws unchecked exceptions at some of the latter (NTLM with an empty name); everything that it does not take counts as
 * wrong credentials. Its text, which may hold the user's, goes to the log at level DEBUG and nowhere else.
 */
record JdkServer(SaslServer server, Callbacks callbacks) implements SaslServer {
    private static final Logger LOG = System.getLogger(JdkServer.class.getName());

    /** Answers what the mechanism asks, and keeps what the authenticator threw: the JDK does not always pass it on. */
    abstract static class Callbacks implements CallbackHandler {
        private Optional<CredentialsUnavailableException> unavailable = Optional.empty();
        private Optional<RuntimeException> defect = Optional.empty();

        @Override
        public final void handle(Callback[] callbacks) throws SaslException, UnsupportedCallbackException {
            try {
                for (Callback callback : callbacks) {
                    answer(callback);
                }
            } catch (CredentialsUnavailableException e) {
                unavailable = Optional.of(e);
                throw e;
            } catch (RuntimeException e) {
                defect = Optional.of(e);
                throw e;
            }
        }

        abstract void answer(Callback callback) throws SaslException, UnsupportedCallbackException;

        private void rethrow() throws CredentialsUnavailableException {
            if (unavailable.isPresent()) {
                throw unavailable.orElseThrow();
            }
            if (defect.isPresent()) {
                throw defect.orElseThrow();
            }
        }
    }

    @Override
    public String getMechanismName() {
        return server.getMechanismName();
    }

    @Override
    public byte @Nullable [] evaluateResponse(byte[] response) throws SaslException {
        try {
            return server.evaluateResponse(response);
        } catch (SaslException | RuntimeException e) {
            callbacks.rethrow();
            LOG.log(Level.DEBUG, getMechanismName() + " did not take what a client sent", e);
            throw new AuthenticationException(getMechanismName() + ": user name or password is wrong");
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
