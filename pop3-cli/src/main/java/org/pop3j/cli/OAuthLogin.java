package org.pop3j.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.pop3j.client.AccessToken;
import org.pop3j.client.AuthenticationRefusedException;
import org.pop3j.client.Credentials;
import org.pop3j.client.Pop3Session;
import org.pop3j.client.SessionLogin;
import org.pop3j.oauth.OAuthDiagnosis;
import org.pop3j.oauth.OAuthTokens;

/** Logs in by a token, and explains a refusal. */
final class OAuthLogin implements SessionLogin {
    private final String user;
    private final OAuthTokens tokens;

    OAuthLogin(String user, OAuthTokens tokens) {
        this.user = user;
        this.tokens = tokens;
    }

    @Override
    public void logIn(Pop3Session session) throws IOException {
        try {
            session.logIn(Credentials.token(user, tokens));
        } catch (AuthenticationRefusedException e) {
            throw new IOException(e.getMessage() + explained(e), e);
        } catch (IOException e) {
            throw refusalBefore(e)
                    .map(refusal ->
                            new IOException(e.getMessage() + "; a first token was refused: " + refusal.getMessage(), e))
                    .orElse(e);
        }
    }

    private String explained(AuthenticationRefusedException refusal) {
        try {
            AccessToken refused = tokens.token(Optional.empty());
            return OAuthDiagnosis.of(refusal, refused)
                    .map(text -> " (" + text + ")")
                    .orElse("");
        } catch (IOException noToken) {
            refusal.addSuppressed(noToken);
            return "";
        }
    }

    /** What the mail server said of the first token where there was no second one. */
    private static Optional<AuthenticationRefusedException> refusalBefore(IOException noToken) {
        return Arrays.stream(noToken.getSuppressed())
                .filter(AuthenticationRefusedException.class::isInstance)
                .map(AuthenticationRefusedException.class::cast)
                .findFirst();
    }
}
