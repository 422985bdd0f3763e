package org.pop3j.server;

import java.net.SocketAddress;
import java.util.Optional;
import org.pop3j.sasl.Apop;
import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.server.spi.KnownUser;
import org.pop3j.server.spi.Login;

/**
 * The logins that are commands of their own (RFC 1939 section 7). Both may block.
 *
 * @param logins who may log in
 * @param peer the client's address
 */
record CommandLogins(Logins logins, SocketAddress peer) {
    /** Shown to nobody: what an unknown user's digest is compared with takes the same work (S-14). */
    private static final String SECRET_OF_NOBODY = "nobody has this secret";

    /** USER and PASS; the name may be that of a delegate (OXP-07). */
    AuthOutcome password(String name, String password) throws AuthenticationUnavailableException {
        Optional<DelegateName> delegate = logins.delegate(name);
        String user = delegate.map(DelegateName::user).orElse(name);
        Optional<Login> login = logins.authenticators().passwords().checkPassword(user, password, peer);
        if (login.isPresent() && delegate.isPresent()) {
            login = logins.authenticators()
                    .authorize(login.orElseThrow(), delegate.orElseThrow().mailbox(), peer);
        }
        return outcome(login, name);
    }

    AuthOutcome apop(String name, String digest, String timestamp) throws AuthenticationUnavailableException {
        Optional<KnownUser<String>> user =
                logins.authenticators().secrets().orElseThrow().secretUser(name, peer);
        String secret = user.map(KnownUser::credential).orElse(SECRET_OF_NOBODY);
        boolean isProved = Apop.isProved(digest, timestamp, secret);
        return outcome(isProved ? user.map(KnownUser::login) : Optional.empty(), name);
    }

    private static AuthOutcome outcome(Optional<Login> login, String name) {
        return login.<AuthOutcome>map(AuthOutcome.Proved::new)
                .orElseGet(() -> new AuthOutcome.Wrong(name, LoginDesk.WRONG_CREDENTIALS));
    }
}
