package org.pop3j.server;

import java.net.SocketAddress;
import java.util.Optional;
import java.util.Set;
import org.pop3j.sasl.ScramCredential;
import org.pop3j.sasl.ScramHash;
import org.pop3j.server.spi.AuthenticationUnavailableException;
import org.pop3j.server.spi.KnownUser;
import org.pop3j.server.spi.ScramAuthenticator;
import org.pop3j.server.spi.SecretAuthenticator;

/** What users can do changes; and nobody can be asked. */
final class ChangingUsers implements ScramAuthenticator, SecretAuthenticator {
    volatile boolean everySecret;
    private final Set<ScramHash> hashes;

    ChangingUsers(Set<ScramHash> hashes) {
        this.hashes = hashes;
    }

    @Override
    public Set<ScramHash> scramHashes() {
        return hashes;
    }

    @Override
    public Optional<KnownUser<ScramCredential>> scramUser(ScramHash hash, String name, SocketAddress peer)
            throws AuthenticationUnavailableException {
        throw new AuthenticationUnavailableException("the directory is down");
    }

    @Override
    public boolean knowsEverySecret() {
        return everySecret;
    }

    @Override
    public Optional<KnownUser<String>> secretUser(String name, SocketAddress peer)
            throws AuthenticationUnavailableException {
        throw new AuthenticationUnavailableException("the directory is down");
    }
}
