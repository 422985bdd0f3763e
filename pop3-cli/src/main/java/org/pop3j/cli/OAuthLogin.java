package org.pop3j.cli;

import java.io.IOException;
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
            AccessToken refused = tokens.token(Optional.empty());
            String explained =
                    OAuthDiagnosis.of(e, refused).map(text -> " (" + text + ")").orElse("");
            throw new IOException(e.getMessage() + explained, e);
        }
    }
}
