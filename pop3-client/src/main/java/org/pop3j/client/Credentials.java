package org.pop3j.client;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.pop3j.codec.PeerText;

/**
 * What somebody proves with who they are; it decides which mechanisms come into question. Immutable; no {@code toString}
 * shows a secret (S-26).
 */
public sealed interface Credentials {
    /**
     * A user name and a password: SCRAM, PLAIN, USER and PASS; others by name, see {@link LoginPolicy}.
     *
     * @param user the name
     * @param password the password as it is
     * @return the credentials
     */
    static Credentials password(String user, String password) {
        return new Password(user, password, Optional.empty());
    }

    /**
     * A user name and access tokens (OAuth 2): OAUTHBEARER (RFC 7628) or XOAUTH2.
     *
     * @param user the name of the mailbox
     * @param tokens gives the tokens
     * @return the credentials
     */
    static Credentials token(String user, TokenSupplier tokens) {
        return new Token(user, tokens);
    }

    /**
     * The client certificate that TLS has shown already, see {@link Trust#showing}: EXTERNAL. Who it belongs to is the
     * server's business.
     *
     * @return the credentials
     */
    static Credentials certificate() {
        return new Certificate(Optional.empty());
    }

    /**
     * The Kerberos ticket that this process has, by the rules of the JDK's login configuration: GSSAPI.
     *
     * @return the credentials
     */
    static Credentials kerberos() {
        return new Kerberos(Optional.empty());
    }

    /**
     * Asks for the maildrop of somebody else (the authorization identity of RFC 4422): servers allow that to few. USER and
     * APOP cannot say it and are not used then.
     *
     * @param user whose maildrop
     * @return these credentials with that name
     */
    Credentials actingAs(String user);

    /**
     * The authorization identity, where it is not that of the credentials.
     *
     * @return the name, if one was given
     */
    Optional<String> authorizationId();

    /**
     * A user name and a password.
     *
     * @param user the name
     * @param password the password as it is
     * @param authorizationId whose maildrop, where it is not the user's own
     */
    record Password(String user, String password, Optional<String> authorizationId) implements Credentials {
        /**
         * Checks what is to be sent (S-17).
         *
         * @throws IllegalArgumentException if name or password is empty, has control characters, or is nothing that UTF-8 can
         *     say; the message does not show the password
         */
        public Password {
            requireText("a user name", user);
            requireText("a password", password);
            authorizationId.ifPresent(name -> requireText("a user name", name));
        }

        @Override
        public Password actingAs(String other) {
            return new Password(user, password, Optional.of(other));
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "the password of " + PeerText.quote(user);
        }
    }

    /**
     * A user name and where tokens come from. The name is the authorization identity.
     *
     * @param user the name of the mailbox
     * @param tokens gives the tokens
     */
    record Token(String user, TokenSupplier tokens) implements Credentials {
        /**
         * Checks the name.
         *
         * @throws IllegalArgumentException if it is empty or has control characters
         */
        public Token {
            requireText("a user name", user);
        }

        @Override
        public Token actingAs(String other) {
            return new Token(other, tokens);
        }

        @Override
        public Optional<String> authorizationId() {
            return Optional.of(user);
        }

        /** Only the name. */
        @Override
        public String toString() {
            return "a token for " + PeerText.quote(user);
        }
    }

    /**
     * The certificate that TLS has shown.
     *
     * @param authorizationId whose maildrop; else the one that the server finds for the certificate
     */
    record Certificate(Optional<String> authorizationId) implements Credentials {
        /**
         * Checks the name.
         *
         * @throws IllegalArgumentException if it is empty or has control characters
         */
        public Certificate {
            authorizationId.ifPresent(name -> requireText("a user name", name));
        }

        @Override
        public Certificate actingAs(String other) {
            return new Certificate(Optional.of(other));
        }

        @Override
        public String toString() {
            return "a client certificate";
        }
    }

    /**
     * The ticket of this process.
     *
     * @param authorizationId whose maildrop; else the ticket holder's
     */
    record Kerberos(Optional<String> authorizationId) implements Credentials {
        /**
         * Checks the name.
         *
         * @throws IllegalArgumentException if it is empty or has control characters
         */
        public Kerberos {
            authorizationId.ifPresent(name -> requireText("a user name", name));
        }

        @Override
        public Kerberos actingAs(String other) {
            return new Kerberos(Optional.of(other));
        }

        @Override
        public String toString() {
            return "a Kerberos ticket";
        }
    }

    private static void requireText(String what, String text) {
        boolean encodes = StandardCharsets.UTF_8.newEncoder().canEncode(text);
        if (text.isEmpty() || !encodes || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "expected " + what + " of printable characters, at least one, got one that is not");
        }
    }
}
