package org.pop3j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pop3j.sasl.SaslMechanism;
import org.pop3j.server.DelegateNames;
import org.pop3j.server.LoginCommand;
import org.pop3j.server.Logins;
import org.pop3j.server.spi.Authenticator;
import org.pop3j.users.CheckPassword;
import org.pop3j.users.DelegatesFile;
import org.pop3j.users.IntrospectedTokens;
import org.pop3j.users.PasswordMemory;
import org.pop3j.users.SignedTokens;
import org.pop3j.users.StateSecret;
import org.pop3j.users.UsersFile;
import org.pop3j.users.UsersFileAuthenticator;

/**
 * Who may log in, by the options: what is read at the start, and again at SIGHUP.
 *
 * @param users the users file, if there is one
 * @param logins what the server is given
 * @param files what is read again, by the name that people know
 */
record ServeLogins(Optional<UsersFile> users, Logins logins, List<Reloadable> files) {
    /** Nobody has a password: where only tokens or certificates let in. */
    private static final Authenticator NO_PASSWORDS = (name, password, peer) -> Optional.empty();

    /** Something that is read again. */
    record Reloadable(String name, Reading reading) {}

    /** Reads again; what was read before stays where that fails. */
    interface Reading {
        void again() throws IOException;
    }

    static ServeLogins of(ServeOptions options) throws Failure {
        LoginOptions login = options.logins();
        List<Reloadable> files = new ArrayList<>();
        Optional<UsersFile> users = users(login);
        users.ifPresent(file -> files.add(new Reloadable("users", file::reload)));
        Logins logins = Logins.of(passwords(options, users));
        Optional<SignedTokens> signed = login.oauth().signed();
        Optional<IntrospectedTokens> introspected = login.oauth().introspected();
        if (signed.isPresent()) {
            logins = logins.tokens(signed.get());
            files.add(new Reloadable("keys of tokens", signed.get()::reload));
        } else if (introspected.isPresent()) {
            logins = logins.tokens(introspected.get());
        }
        if (options.tls().clientAuthorities().isPresent()) {
            logins = logins.certificates(login.certificateUser());
        }
        Optional<KerberosKey> kerberos = login.kerberos().key(login.hostName().orElse("localhost"));
        if (kerberos.isPresent()) {
            logins = logins.kerberos(kerberos.get().users()).moreMechanisms(Set.of(SaslMechanism.GSSAPI));
        }
        if (login.delegates().isPresent()) {
            DelegatesFile delegates = delegates(login.delegates().get());
            logins = logins.authorizer(delegates).delegateNames(DelegateNames.BEHIND_LAST_SLASH);
            files.add(new Reloadable("delegates", delegates::reload));
        }
        logins = withNames(
                logins, login, users.isPresent() || login.checkPassword().isPresent());
        try {
            logins.requireComplete();
        } catch (IllegalStateException e) {
            throw Failure.refused("--mechanisms", e);
        }
        return new ServeLogins(users, logins, files);
    }

    private static Optional<UsersFile> users(LoginOptions login) throws Failure {
        Optional<Path> file = login.users();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(UsersFile.open(file.get()));
        } catch (IOException e) {
            throw Failure.refused("cannot read the users file " + file.get(), e);
        }
    }

    private static Authenticator passwords(ServeOptions options, Optional<UsersFile> users) throws Failure {
        LoginOptions login = options.logins();
        if (users.isPresent()) {
            return new UsersFileAuthenticator(
                    users.get(),
                    login.remembersPasswords() ? PasswordMemory.lasting(PasswordMemory.USUAL) : PasswordMemory.none());
        }
        if (login.checkPassword().isPresent()) {
            try {
                return new CheckPassword(login.checkPassword().get());
            } catch (IllegalArgumentException e) {
                throw Failure.refused("--checkpassword", e);
            }
        }
        if (login.oauth().signed().isEmpty()
                && login.oauth().introspected().isEmpty()
                && options.tls().clientAuthorities().isEmpty()
                && !login.kerberos().isPresent()) {
            throw Failure.refused(
                    "who may log in? expected --users FILE (pop3 user add NAME --users FILE makes it),"
                            + " --checkpassword COMMAND, --oauth-jwks FILE, --oauth-introspection URL, --kerberos-keytab FILE or --client-ca PEM");
        }
        return NO_PASSWORDS;
    }

    private static DelegatesFile delegates(Path file) throws Failure {
        try {
            return DelegatesFile.open(file);
        } catch (IOException e) {
            throw Failure.refused("cannot read --delegates " + file, e);
        }
    }

    private static Logins withNames(Logins logins, LoginOptions login, boolean hasPasswords) throws Failure {
        Set<LoginCommand> commands = EnumSet.noneOf(LoginCommand.class);
        if (hasPasswords) {
            commands.add(LoginCommand.USER_PASS);
        }
        if (login.takesApop()) {
            if (login.users().isEmpty()) {
                throw Failure.refused("--apop needs --users FILE with {PLAIN} passwords");
            }
            commands.add(LoginCommand.APOP);
        }
        Logins named = logins.commands(commands);
        if (!hasPasswords) {
            named = named.withoutMechanisms(Set.of(SaslMechanism.PLAIN));
        }
        Optional<MechanismNames> mechanisms = login.mechanisms();
        if (mechanisms.isPresent()) {
            named = mechanisms.get().applyTo(named);
        }
        try {
            return login.hostName().isPresent()
                    ? named.hostName(login.hostName().get())
                    : named;
        } catch (IllegalArgumentException e) {
            throw Failure.refused("--host-name", e);
        }
    }

    /**
     * With a secret that is kept over restarts where that is possible: else unknown users could be told from known ones by
     * a restart (R5802-05).
     */
    ServeLogins withDecoyKey(Path state, Terminal terminal) {
        try {
            return new ServeLogins(users, logins.decoyKey(StateSecret.in(state, "decoys")), files);
        } catch (IOException e) {
            terminal.err()
                    .println("warning: cannot keep a secret in --state " + state + " (" + Reason.of(e)
                            + "): whoever compares SCRAM's salts over a restart can tell which users there are");
            return this;
        }
    }
}
