package org.pop3j.sasl;

import java.util.Optional;
import javax.security.sasl.AuthenticationException;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;

/**
 * OAUTHBEARER (R7628-01) and XOAUTH2, server's side. A refused token is answered by a challenge that says why (R7628-02);
 * whatever the client answers, the exchange has then failed.
 */
final class OAuthServer {
    private final Form form;
    private final TokenVerifier verifier;
    private String authorizationId = "";

    private OAuthServer(Form form, TokenVerifier verifier) {
        this.form = form;
        this.verifier = verifier;
    }

    private interface Form {
        OAuthMessage parse(String message) throws SaslException;
    }

    static SaslServer bearer(TokenVerifier verifier) {
        return of(SaslMechanism.OAUTHBEARER, new OAuthServer(OAuthMessage::bearer, verifier));
    }

    static SaslServer xoauth2(TokenVerifier verifier) {
        return of(SaslMechanism.XOAUTH2, new OAuthServer(OAuthMessage::xoauth2, verifier));
    }

    private static SaslServer of(SaslMechanism mechanism, OAuthServer server) {
        return new ServerMechanism(mechanism, server::token, () -> server.authorizationId);
    }

    private Conversation.Move token(byte[] response) throws SaslException {
        OAuthMessage message = form.parse(Octets.utf8(response));
        Optional<String> user =
                message.user().isEmpty() ? Optional.empty() : Optional.of(Names.prepared(message.user()));
        Optional<TokenRefusal> refusal = verifier.verify(user, message.token());
        if (refusal.isPresent()) {
            return Conversation.Move.say(refusal.orElseThrow().json(), OAuthServer::refused);
        }
        authorizationId = user.orElse("");
        return Conversation.Move.done();
    }

    private static Conversation.Move refused(byte[] acknowledgement) throws SaslException {
        throw new AuthenticationException("the token is refused");
    }
}
