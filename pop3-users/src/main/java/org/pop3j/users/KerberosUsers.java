package org.pop3j.users;

import java.net.SocketAddress;
import java.util.Optional;
import org.pop3j.sasl.SaslPrep;
import org.pop3j.server.spi.KerberosAuthenticator;
import org.pop3j.server.spi.Login;
import org.pop3j.store.spi.MaildropName;

/**
 * Logs in the users of one Kerberos realm: {@code ann@EXAMPLE.ORG} is {@code ann}. Services and other instances ({@code
 * pop/host}, {@code ann/admin}) and principals of realms that this one trusts are nobody.
 *
 * @param realm the realm, such as {@code EXAMPLE.ORG}
 */
public record KerberosUsers(String realm) implements KerberosAuthenticator {
    /**
     * Checks the realm.
     *
     * @throws IllegalArgumentException if it is no realm
     */
    public KerberosUsers {
        if (!realm.matches("[A-Za-z0-9._-]{1,255}")) {
            throw new IllegalArgumentException("expected a Kerberos realm of letters, digits, dots and hyphens");
        }
    }

    @Override
    public Optional<Login> checkPrincipal(String principal, SocketAddress peer) {
        String end = "@" + realm;
        String name = principal.endsWith(end) ? principal.substring(0, principal.length() - end.length()) : "";
        if (name.isEmpty() || name.matches("(?s).*[/@\\\\].*")) {
            return Optional.empty();
        }
        try {
            String prepared = SaslPrep.query(name);
            return prepared.isEmpty() ? Optional.empty() : Optional.of(new Login(prepared, new MaildropName(prepared)));
        } catch (IllegalArgumentException prohibited) {
            return Optional.empty();
        }
    }
}
