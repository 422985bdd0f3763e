package org.pop3j.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.pop3j.users.CertificateUsers;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who may log in to {@code pop3 serve}, and how. */
final class LoginOptions {
    @Option(names = "--users", paramLabel = "FILE", description = "The users file.")
    private Optional<Path> users = Optional.empty();

    @Option(
            names = "--checkpassword",
            paramLabel = "COMMAND",
            description =
                    "Instead of a users file: a program of the checkpassword interface and its arguments, separated"
                            + " by spaces.")
    private Optional<String> checkPassword = Optional.empty();

    @Mixin
    private OAuthOptions oauth = new OAuthOptions();

    @Mixin
    private KerberosOptions kerberos = new KerberosOptions();

    @Option(
            names = "--mechanisms",
            paramLabel = "NAME,...",
            description =
                    "The SASL mechanisms, instead of the usual ones; with a + in front of each name beside them, such"
                            + " as +NTLM,+XOAUTH2. NTLM, CRAM-MD5 and DIGEST-MD5 need {PLAIN} passwords; none: no AUTH.")
    private Optional<String> mechanisms = Optional.empty();

    @Option(
            names = "--apop",
            arity = "0..1",
            paramLabel = "true|false",
            fallbackValue = "true",
            description = "Take APOP too, where all passwords are {PLAIN}.")
    private Optional<Boolean> apop = Optional.empty();

    @Option(
            names = "--delegates",
            paramLabel = "FILE",
            description = "Who may open whose maildrop: lines \"mailbox: user user ...\". The name of USER is then"
                    + " user@domain/mailbox, or PLAIN's authorization id the mailbox.")
    private Optional<Path> delegates = Optional.empty();

    @Option(
            names = "--client-cert-user",
            paramLabel = "common-name|email",
            description = "Which name in a client's certificate is the user; the common name where nothing is said.")
    private Optional<String> certificateUser = Optional.empty();

    @Option(
            names = "--remember-passwords",
            arity = "0..1",
            paramLabel = "true|false",
            fallbackValue = "true",
            description =
                    "Remember for ten minutes, in memory, that a password was right (a keyed hash). On where nothing"
                            + " is said.")
    private Optional<Boolean> rememberPasswords = Optional.empty();

    @Option(
            names = "--host-name",
            paramLabel = "HOST",
            description =
                    "The server's name in APOP, CRAM-MD5, DIGEST-MD5 and GSSAPI; localhost where nothing is said.")
    private Optional<String> hostName = Optional.empty();

    /** These options, and those of a configuration file where nothing is said here. */
    LoginOptions orElse(LoginOptions file) {
        LoginOptions merged = new LoginOptions();
        boolean isSaid = users.isPresent() || checkPassword.isPresent();
        merged.users = isSaid ? users : file.users;
        merged.checkPassword = isSaid ? checkPassword : file.checkPassword;
        merged.oauth = oauth.orElse(file.oauth);
        merged.kerberos = kerberos.orElse(file.kerberos);
        merged.mechanisms = mechanisms.or(() -> file.mechanisms);
        merged.apop = apop.or(() -> file.apop);
        merged.delegates = delegates.or(() -> file.delegates);
        merged.certificateUser = certificateUser.or(() -> file.certificateUser);
        merged.rememberPasswords = rememberPasswords.or(() -> file.rememberPasswords);
        merged.hostName = hostName.or(() -> file.hostName);
        return merged;
    }

    Optional<Path> users() throws Failure {
        if (users.isPresent() && checkPassword.isPresent()) {
            throw Failure.refused("expected --users FILE or --checkpassword COMMAND, got both");
        }
        return users;
    }

    /** Program and arguments. */
    Optional<List<String>> checkPassword() {
        return checkPassword.map(command -> Arrays.asList(command.strip().split(" +")));
    }

    OAuthOptions oauth() {
        return oauth;
    }

    KerberosOptions kerberos() {
        return kerberos;
    }

    Optional<MechanismNames> mechanisms() throws Failure {
        return mechanisms.isPresent() ? Optional.of(MechanismNames.parse(mechanisms.get())) : Optional.empty();
    }

    boolean takesApop() {
        return apop.orElse(false);
    }

    Optional<Path> delegates() {
        return delegates;
    }

    CertificateUsers certificateUser() throws Failure {
        String name = certificateUser.orElse("common-name");
        return switch (name) {
            case "common-name" -> CertificateUsers.COMMON_NAME;
            case "email" -> CertificateUsers.EMAIL;
            default -> throw Failure.refused("--client-cert-user: expected common-name or email, got another word");
        };
    }

    boolean remembersPasswords() {
        return rememberPasswords.orElse(true);
    }

    Optional<String> hostName() {
        return hostName;
    }
}
