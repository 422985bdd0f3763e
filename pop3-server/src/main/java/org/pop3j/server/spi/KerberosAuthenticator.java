package org.pop3j.server.spi;

import java.net.SocketAddress;
import java.util.Optional;

/**
 * Says whom a Kerberos principal stands for: for GSSAPI. Safe for use by several threads; may block.
 *
 * <p>The ticket has been checked with the server's key; this decides only whose maildrop it opens.
 */
@FunctionalInterface
public interface KerberosAuthenticator {
    /**
     * Finds the user of a principal.
     *
     * @param principal the principal with its realm, such as {@code ann@EXAMPLE.ORG}; of any realm that the server's trusts
     * @param peer the client's address
     * @return who it is, or empty if it stands for nobody here
     * @throws AuthenticationUnavailableException if it cannot be decided now
     */
    Optional<Login> checkPrincipal(String principal, SocketAddress peer) throws AuthenticationUnavailableException;
}
