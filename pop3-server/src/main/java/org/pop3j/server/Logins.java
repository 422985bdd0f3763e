package org.pop3j.server;

import java.security.SecureRandom;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pop3j.sasl.SaslMechanism;
import org.pop3j.server.spi.Authenticator;
import org.pop3j.server.spi.Authorizer;
import org.pop3j.server.spi.CertificateAuthenticator;
import org.pop3j.server.spi.KerberosAuthenticator;
import org.pop3j.server.spi.ScramAuthenticator;
import org.pop3j.server.spi.SecretAuthenticator;
import org.pop3j.server.spi.TokenAuthenticator;

/**
 * Who may log in, and how. Immutable: each method gives another one.
 *
 * <pre>{@code
 * Logins logins = Logins.of(users)
 *         .tokens(tokens)
 *         .mechanisms(Set.of(SaslMechanism.SCRAM_SHA_256, SaslMechanism.OAUTHBEARER))
 *         .commands(Set.of());
 * }</pre>
 */
public final class Logins {
    /** Announced where nothing else is said and what they need is there: none is obsolete or needs the password itself. */
    private static final Set<SaslMechanism> USUAL = Set.copyOf(EnumSet.of(
            SaslMechanism.EXTERNAL,
            SaslMechanism.SCRAM_SHA_512_PLUS,
            SaslMechanism.SCRAM_SHA_256_PLUS,
            SaslMechanism.SCRAM_SHA_1_PLUS,
            SaslMechanism.SCRAM_SHA_512,
            SaslMechanism.SCRAM_SHA_256,
            SaslMechanism.SCRAM_SHA_1,
            SaslMechanism.OAUTHBEARER,
            SaslMechanism.PLAIN));

    private final Authenticators authenticators;
    private final Set<SaslMechanism> mechanisms;
    private final Set<LoginCommand> commands;
    private final DelegateNames delegateNames;
    private final String hostName;
    private final byte[] decoyKey;

    private Logins(
            Authenticators authenticators,
            Set<SaslMechanism> mechanisms,
            Set<LoginCommand> commands,
            DelegateNames delegateNames,
            String hostName,
            byte[] decoyKey) {
        this.authenticators = authenticators;
        this.mechanisms = mechanisms;
        this.commands = commands;
        this.delegateNames = delegateNames;
        this.hostName = hostName;
        this.decoyKey = decoyKey;
    }

    /**
     * Logins by USER and PASS and by the usual mechanisms that are possible: PLAIN always, EXTERNAL, SCRAM and OAUTHBEARER
     * where there is an authenticator for them.
     *
     * @param authenticator checks passwords; what further interfaces of {@link org.pop3j.server.spi} it implements are used
     *     too
     * @return the logins
     */
    public static Logins of(Authenticator authenticator) {
        Authenticators authenticators = Authenticators.of(authenticator);
        Set<SaslMechanism> possible = EnumSet.copyOf(USUAL);
        possible.removeIf(mechanism -> !authenticators.canServe(mechanism));
        byte[] decoyKey = new byte[32];
        new SecureRandom().nextBytes(decoyKey);
        return new Logins(
                authenticators,
                Set.copyOf(possible),
                Set.of(LoginCommand.USER_PASS),
                DelegateNames.NONE,
                "localhost",
                decoyKey);
    }

    /**
     * Adds SCRAM, all hashes, with and without channel binding.
     *
     * @param scram knows the users' credentials
     * @return the logins
     */
    public Logins scram(ScramAuthenticator scram) {
        return with(authenticators.withScram(scram));
    }

    /**
     * Makes CRAM-MD5, DIGEST-MD5, NTLM and APOP possible, which {@link #mechanisms} and {@link #commands} then switch on.
     *
     * @param secrets knows the users' passwords
     * @return the logins
     */
    public Logins secrets(SecretAuthenticator secrets) {
        return with(authenticators.withSecrets(secrets));
    }

    /**
     * Adds OAUTHBEARER, and makes XOAUTH2 possible, which {@link #mechanisms} then switches on.
     *
     * @param tokens checks bearer tokens
     * @return the logins
     */
    public Logins tokens(TokenAuthenticator tokens) {
        return with(authenticators.withTokens(tokens));
    }

    /**
     * Adds EXTERNAL, for clients that show a certificate at the TLS handshake.
     *
     * @param certificates says whom a certificate stands for
     * @return the logins
     */
    public Logins certificates(CertificateAuthenticator certificates) {
        return with(authenticators.withCertificates(certificates));
    }

    /**
     * Makes GSSAPI possible, which {@link #mechanisms} then switches on. The server's key, of the principal {@code pop/HOST}
     * with {@link #hostName} as the host, comes from the JDK's login configuration: its entry {@code
     * com.sun.security.jgss.accept}, with the system property {@code javax.security.auth.useSubjectCredsOnly} set to {@code
     * false}.
     *
     * @param kerberos says whom a principal stands for
     * @return the logins
     */
    public Logins kerberos(KerberosAuthenticator kerberos) {
        return with(authenticators.withKerberos(kerberos));
    }

    /**
     * Permits users to act as others: by the authorization id of a SASL mechanism, or by {@link #delegateNames}. Where
     * nothing is said nobody may (R4616-02).
     *
     * @param authorizer decides
     * @return the logins
     */
    public Logins authorizer(Authorizer authorizer) {
        return with(authenticators.withAuthorizer(authorizer));
    }

    /**
     * Says which mechanisms there are, instead of the usual ones. Each is announced while it can succeed: for every user,
     * and on the connection as it is (R5034-01).
     *
     * @param mechanisms the mechanisms; none switches AUTH off
     * @return the logins; a server does not start with one that has no authenticator
     */
    public Logins mechanisms(Collection<SaslMechanism> mechanisms) {
        return new Logins(authenticators, Set.copyOf(mechanisms), commands, delegateNames, hostName, decoyKey);
    }

    /**
     * Adds mechanisms to those there are.
     *
     * @param more the mechanisms
     * @return the logins; a server does not start with one that has no authenticator
     */
    public Logins moreMechanisms(Collection<SaslMechanism> more) {
        Set<SaslMechanism> all = EnumSet.noneOf(SaslMechanism.class);
        all.addAll(mechanisms);
        all.addAll(more);
        return mechanisms(all);
    }

    /**
     * Takes mechanisms away from those there are.
     *
     * @param unwanted the mechanisms
     * @return the logins
     */
    public Logins withoutMechanisms(Collection<SaslMechanism> unwanted) {
        return mechanisms(mechanisms.stream()
                .filter(mechanism -> !unwanted.contains(mechanism))
                .toList());
    }

    /**
     * Says which commands beside AUTH log in; USER and PASS where nothing is said.
     *
     * @param commands the commands, perhaps none
     * @return the logins; a server does not start with APOP and without {@link #secrets}
     */
    public Logins commands(Collection<LoginCommand> commands) {
        return new Logins(authenticators, mechanisms, Set.copyOf(commands), delegateNames, hostName, decoyKey);
    }

    /**
     * Says what a slash in the name of USER means; nothing where nothing is said.
     *
     * @param delegateNames nothing, or a delegate's mailbox behind it
     * @return the logins
     */
    public Logins delegateNames(DelegateNames delegateNames) {
        return new Logins(authenticators, mechanisms, commands, delegateNames, hostName, decoyKey);
    }

    /**
     * The name by which clients know the server: in the timestamps of APOP and CRAM-MD5, the realm of DIGEST-MD5, which
     * clients compare, and the service of GSSAPI. {@code localhost} where nothing is said.
     *
     * @param hostName the name, letters, digits, hyphens and dots
     * @return the logins
     * @throws IllegalArgumentException if there is another character, or none
     */
    public Logins hostName(String hostName) {
        if (!hostName.matches("[A-Za-z0-9.-]{1,253}")) {
            throw new IllegalArgumentException("expected a host name of letters, digits, hyphens and dots");
        }
        return new Logins(authenticators, mechanisms, commands, delegateNames, hostName, decoyKey);
    }

    /**
     * The secret that the salts shown to unknown users of SCRAM come from (R5802-05): a random one where nothing is said, so
     * that restarts show others.
     *
     * @param decoyKey 16 random octets or more, kept over restarts
     * @return the logins
     * @throws IllegalArgumentException if the key is shorter
     */
    public Logins decoyKey(byte[] decoyKey) {
        if (decoyKey.length < 16) {
            throw new IllegalArgumentException("expected a key of at least 16 octets, got " + decoyKey.length);
        }
        return new Logins(authenticators, mechanisms, commands, delegateNames, hostName, decoyKey.clone());
    }

    /** An authenticator that comes switches on the usual mechanisms that it makes possible. */
    private Logins with(Authenticators more) {
        Set<SaslMechanism> possible = EnumSet.noneOf(SaslMechanism.class);
        possible.addAll(mechanisms);
        USUAL.stream()
                .filter(mechanism -> more.canServe(mechanism) && !authenticators.canServe(mechanism))
                .forEach(possible::add);
        return new Logins(more, Set.copyOf(possible), commands, delegateNames, hostName, decoyKey);
    }

    /**
     * Refuses what is switched on and has no authenticator, as a server does at its start.
     *
     * @throws IllegalStateException if there is such a mechanism or command; the message names it
     */
    public void requireComplete() {
        List<SaslMechanism> unserved = mechanisms.stream()
                .filter(mechanism -> !authenticators.canServe(mechanism))
                .sorted()
                .toList();
        if (!unserved.isEmpty()) {
            throw new IllegalStateException("no authenticator was given for " + unserved);
        }
        if (commands.contains(LoginCommand.APOP) && authenticators.secrets().isEmpty()) {
            throw new IllegalStateException("APOP needs a SecretAuthenticator: call secrets");
        }
    }

    Authenticators authenticators() {
        return authenticators;
    }

    boolean has(LoginCommand command) {
        return commands.contains(command);
    }

    /**
     * The mechanisms that are switched on and that every user can use now (R5034-01): no others are announced. May change
     * when the authenticators' users do.
     *
     * @return the mechanisms, strongest first
     */
    public List<SaslMechanism> servable() {
        return mechanisms.stream()
                .filter(authenticators::servesEveryUser)
                .sorted()
                .toList();
    }

    Optional<DelegateName> delegate(String name) {
        return delegateNames == DelegateNames.BEHIND_LAST_SLASH ? DelegateName.parse(name) : Optional.empty();
    }

    String hostName() {
        return hostName;
    }

    byte[] decoyKey() {
        return decoyKey;
    }
}
