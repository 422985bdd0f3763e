package org.pop3j.sasl;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.security.sasl.AuthenticationException;
import javax.security.sasl.SaslException;
import javax.security.sasl.SaslServer;

/**
 * OAUTHBEARER (R7628-01) and XOAUTH2, server's side. A refused token is answered by a challenge that says why (R7628-02);
 * whatever the client answers, the exchange has then failed.
 */
final class OAuthServer {
    private static final String TOKEN = "([A-Za-z0-9._~+/-]+=*)";

    /** RFC 7628 section 3.1: GS2 header, key-value pairs of which all but {@code auth} are ignored. */
    private static final Pattern BEARER =
            Pattern.compile("[ny],(?:a=([^,]*))?,\u0001(?:(?!auth=)[A-Za-z]+=[^\u0001]*\u0001)*auth=(?i:Bearer) +"
                    + TOKEN + "\u0001(?:[A-Za-z]+=[^\u0001]*\u0001)*\u0001");

    private static final Pattern XOAUTH2 =
            Pattern.compile("user=([^\u0001]+)\u0001auth=(?i:Bearer) +" + TOKEN + "\u0001\u0001");

    private final Pattern form;
    private final TokenVerifier verifier;
    private String authorizationId = "";

    private OAuthServer(Pattern form, TokenVerifier verifier) {
        this.form = form;
        this.verifier = verifier;
    }

    static SaslServer bearer(TokenVerifier verifier) {
        return of(SaslMechanism.OAUTHBEARER, new OAuthServer(BEARER, verifier));
    }

    static SaslServer xoauth2(TokenVerifier verifier) {
        return of(SaslMechanism.XOAUTH2, new OAuthServer(XOAUTH2, verifier));
    }

    private static SaslServer of(SaslMechanism mechanism, OAuthServer server) {
        return new ServerMechanism(mechanism, server::token, () -> server.authorizationId);
    }

    private Conversation.Move token(byte[] response) throws SaslException {
        Matcher message = form.matcher(Octets.utf8(response));
        if (!message.matches()) {
            throw new SaslException("expected a user and a bearer token in the form of the mechanism");
        }
        Optional<String> user = user(Optional.ofNullable(message.group(1)).orElse(""));
        Optional<TokenRefusal> refusal = verifier.verify(user, message.group(2));
        if (refusal.isPresent()) {
            return Conversation.Move.say(refusal.orElseThrow().json(), OAuthServer::refused);
        }
        authorizationId = user.orElse("");
        return Conversation.Move.done();
    }

    private Optional<String> user(String sent) throws SaslException {
        String name = form == BEARER ? ScramName.unescape(sent) : sent;
        return name.isEmpty() ? Optional.empty() : Optional.of(Names.prepared(name));
    }

    private static Conversation.Move refused(byte[] acknowledgement) throws SaslException {
        throw new AuthenticationException("the token is refused");
    }
}
