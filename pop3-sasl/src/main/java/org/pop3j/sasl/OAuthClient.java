package org.pop3j.sasl;

import java.util.Optional;
import javax.security.sasl.AuthenticationException;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;

/**
 * OAUTHBEARER (RFC 7628) and XOAUTH2, client's side. A server that refuses the token says why in a challenge; this client
 * answers it as the mechanism wants (R7628-02), remembers the {@link #refusal} and is not complete.
 */
public final class OAuthClient implements SaslClient {
    private static final char SEPARATOR = 1;

    private final SaslMechanism mechanism;
    private final String response;
    private final String answerToRefusal;
    private final Conversation conversation = new Conversation(this::token);
    private Optional<TokenRefusal> refusal = Optional.empty();

    private OAuthClient(SaslMechanism mechanism, String response, String answerToRefusal) {
        this.mechanism = mechanism;
        this.response = response;
        this.answerToRefusal = answerToRefusal;
    }

    static OAuthClient bearer(TokenCredential credential) {
        String user =
                credential.user().map(name -> "a=" + ScramName.escape(name)).orElse("");
        String response = "n," + user + "," + SEPARATOR + "host=" + credential.host() + SEPARATOR + "port="
                + credential.port() + SEPARATOR + "auth=Bearer " + credential.token() + SEPARATOR + SEPARATOR;
        return new OAuthClient(SaslMechanism.OAUTHBEARER, response, String.valueOf(SEPARATOR));
    }

    static OAuthClient xoauth2(TokenCredential credential) {
        String user = credential
                .user()
                .orElseThrow(() -> new IllegalArgumentException("XOAUTH2 needs the user whose mail is wanted"));
        String response = "user=" + user + SEPARATOR + "auth=Bearer " + credential.token() + SEPARATOR + SEPARATOR;
        return new OAuthClient(SaslMechanism.XOAUTH2, response, "");
    }

    /**
     * What the server said about the token it refused.
     *
     * @return empty if it has said nothing; text of the other side
     */
    public Optional<TokenRefusal> refusal() {
        return refusal;
    }

    private Conversation.Move token(byte[] noChallenge) {
        return Conversation.Move.say(response, this::refused);
    }

    private Conversation.Move refused(byte[] challenge) throws SaslException {
        refusal = Optional.of(TokenRefusal.parse(Octets.utf8(challenge)));
        return Conversation.Move.say(answerToRefusal, secondChallenge -> {
            throw new AuthenticationException("the server has refused the token already");
        });
    }

    @Override
    public String getMechanismName() {
        return mechanism.mechanismName();
    }

    @Override
    public boolean hasInitialResponse() {
        return true;
    }

    @Override
    public byte[] evaluateChallenge(byte[] challenge) throws SaslException {
        return conversation.take(challenge);
    }

    /** Whether the token was sent and nothing has been said against it. */
    @Override
    public boolean isComplete() {
        return conversation.hasBegun() && refusal.isEmpty();
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
