package org.pop3j.server;

import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pop3j.sasl.ScramCredential;
import org.pop3j.sasl.ScramHash;
import org.pop3j.sasl.ScramParameters;
import org.pop3j.sasl.TokenRefusal;
import org.pop3j.server.spi.Authenticator;
import org.pop3j.server.spi.Authorizer;
import org.pop3j.server.spi.CertificateAuthenticator;
import org.pop3j.server.spi.KnownUser;
import org.pop3j.server.spi.Login;
import org.pop3j.server.spi.ScramAuthenticator;
import org.pop3j.server.spi.SecretAuthenticator;
import org.pop3j.server.spi.TokenAuthenticator;
import org.pop3j.server.spi.TokenVerdict;
import org.pop3j.store.spi.MaildropName;

/** What it takes to find a user is the same for one there is not (S-14). User {@code ann} with password {@code secret word}, bob with {@code other}: known in every way there is. */
final class TestUsers
        implements Authenticator,
                ScramAuthenticator,
                SecretAuthenticator,
                TokenAuthenticator,
                CertificateAuthenticator {
    static final ScramParameters CHEAP = new ScramParameters(4096, 16);
    static final Map<String, String> PASSWORDS = Map.of("ann", "secret word", "bob", "other");
    static final String TOKEN = "token.of.ann";

    private static final Map<ScramHash, Map<String, ScramCredential>> CREDENTIALS = Map.of(
            ScramHash.SHA_1, credentials(ScramHash.SHA_1),
            ScramHash.SHA_256, credentials(ScramHash.SHA_256));

    /** Bob may read the mail of ann, nobody else anything. */
    static final Authorizer BOB_FOR_ANN =
            (authenticated, requested, peer) -> authenticated.principal().equals("bob") && requested.equals("ann")
                    ? Optional.of(new Login("bob", Scenario.ANN))
                    : Optional.empty();

    private static Map<String, ScramCredential> credentials(ScramHash hash) {
        return Map.of(
                "ann", ScramCredential.derive(hash, "secret word", CHEAP),
                "bob", ScramCredential.derive(hash, "other", CHEAP));
    }

    private static Login login(String name) {
        return new Login(name, new MaildropName(name));
    }

    @Override
    public Optional<Login> checkPassword(String name, String password, SocketAddress peer) {
        return password.equals(PASSWORDS.get(name)) ? Optional.of(login(name)) : Optional.empty();
    }

    @Override
    public Set<ScramHash> scramHashes() {
        return CREDENTIALS.keySet();
    }

    @Override
    public Optional<KnownUser<ScramCredential>> scramUser(ScramHash hash, String name, SocketAddress peer) {
        Login login = login(name);
        return Optional.ofNullable(CREDENTIALS.get(hash).get(name))
                .map(credential -> new KnownUser<>(login, credential));
    }

    @Override
    public ScramParameters scramParameters(ScramHash hash) {
        return CHEAP;
    }

    @Override
    public boolean knowsEverySecret() {
        return true;
    }

    @Override
    public Optional<KnownUser<String>> secretUser(String name, SocketAddress peer) {
        Login login = login(name);
        return Optional.ofNullable(PASSWORDS.get(name)).map(secret -> new KnownUser<>(login, secret));
    }

    @Override
    public TokenVerdict checkToken(Optional<String> user, String token, SocketAddress peer) {
        return token.equals(TOKEN) && user.orElse("ann").equals("ann")
                ? new TokenVerdict.Accepted(login("ann"))
                : new TokenVerdict.Refused(TokenRefusal.INVALID_TOKEN, "the token is not the right one");
    }

    @Override
    public Optional<Login> checkCertificate(List<X509Certificate> chain, SocketAddress peer) {
        return chain.get(0).getSubjectX500Principal().getName().equals("CN=localhost")
                ? Optional.of(login("ann"))
                : Optional.empty();
    }
}
