package org.pop3j.sasl;

import javax.security.sasl.AuthenticationException;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;

/**
 * LOGIN: {@code Username:}, {@code Password:}. A client that sends its name as initial response, which many do, has
 * answered the first question.
 */
final class LoginServer {
    private final PasswordVerifier verifier;
    private String name = "";

    private LoginServer(PasswordVerifier verifier) {
        this.verifier = verifier;
    }

    static SaslServer of(PasswordVerifier verifier) {
        LoginServer server = new LoginServer(verifier);
        return new ServerMechanism(SaslMechanism.LOGIN, server::begin, () -> server.name);
    }

    private Conversation.Move begin(byte[] initialResponse) throws SaslException {
        return initialResponse.length == 0 ? Conversation.Move.say("Username:", this::name) : name(initialResponse);
    }

    private Conversation.Move name(byte[] response) throws SaslException {
        name = Names.prepared(Octets.utf8(response));
        return Conversation.Move.say("Password:", this::password);
    }

    private Conversation.Move password(byte[] response) throws SaslException {
        String password = Octets.utf8(response);
        if (password.isEmpty() || !verifier.verify(name, password)) {
            throw new AuthenticationException("user name or password is wrong");
        }
        return Conversation.Move.done();
    }
}
