package org.pop3j.server;

import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.pop3j.sasl.CredentialsUnavailableException;
import org.pop3j.sasl.ScramCredential;
import org.pop3j.sasl.ScramHash;
import org.pop3j.sasl.TokenRefusal;
import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.server.spi.KnownUser;
import org.pop3j.server.spi.Login;
import org.pop3j.server.spi.TokenVerdict;

/**
 * Asks the authenticators what a mechanism wants to know, and remembers whom it was about. What {@link #login} gives counts
 * only when the mechanism is complete.
 */
final class Proof {
    private final Authenticators authenticators;
    private final SocketAddress peer;
    private String name = "";
    private Optional<Login> login = Optional.empty();
    private Optional<TokenVerdict.Refused> refusal = Optional.empty();

    Proof(Authenticators authenticators, SocketAddress peer) {
        this.authenticators = authenticators;
        this.peer = peer;
    }

    /** The user name that the client gave, none before it did. */
    String name() {
        return name;
    }

    /** Whether it is known that the client is refused, before it has been told by the last word of the exchange. */
    boolean isRefused() {
        return refusal.isPresent();
    }

    /** What was wrong, for the operator, if anything was. */
    String reason() {
        return refusal.map(TokenVerdict.Refused::reason).orElse(LoginDesk.WRONG_CREDENTIALS);
    }

    Optional<Login> login() {
        return login;
    }

    boolean password(String user, String password) throws CredentialsUnavailableException {
        name = user;
        login = asked(() -> authenticators.passwords().checkPassword(user, password, peer));
        return login.isPresent();
    }

    Optional<ScramCredential> scram(ScramHash hash, String user) throws CredentialsUnavailableException {
        return known(user, () -> authenticators.scram().orElseThrow().scramUser(hash, user, peer));
    }

    Optional<String> secret(String user) throws CredentialsUnavailableException {
        return known(user, () -> authenticators.secrets().orElseThrow().secretUser(user, peer));
    }

    Optional<TokenRefusal> token(Optional<String> user, String token) throws CredentialsUnavailableException {
        name = user.orElse("");
        TokenVerdict verdict = asked(() -> authenticators.tokens().orElseThrow().checkToken(user, token, peer));
        if (verdict instanceof TokenVerdict.Refused refused) {
            refusal = Optional.of(refused);
            return Optional.of(refused.refusal());
        }
        login = Optional.of(((TokenVerdict.Accepted) verdict).login());
        return Optional.empty();
    }

    Optional<String> certificate(List<X509Certificate> chain) throws CredentialsUnavailableException {
        name = chain.get(0).getSubjectX500Principal().getName();
        login = asked(() -> authenticators.certificates().orElseThrow().checkCertificate(chain, peer));
        login.ifPresent(found -> name = found.principal());
        return login.map(Login::principal);
    }

    boolean principal(String principal) throws CredentialsUnavailableException {
        name = principal;
        login = asked(() -> authenticators.kerberos().orElseThrow().checkPrincipal(principal, peer));
        return login.isPresent();
    }

    private interface Question<T> {
        T ask() throws AuthenticationUnavailableException;
    }

    private <C> Optional<C> known(String user, Question<Optional<KnownUser<C>>> question)
            throws CredentialsUnavailableException {
        name = user;
        Optional<KnownUser<C>> known = asked(question);
        login = known.map(KnownUser::login);
        return known.map(KnownUser::credential);
    }

    private static <T> T asked(Question<T> question) throws CredentialsUnavailableException {
        try {
            return question.ask();
        } catch (AuthenticationUnavailableException e) {
            throw new CredentialsUnavailableException(e.getMessage(), e);
        }
    }
}
