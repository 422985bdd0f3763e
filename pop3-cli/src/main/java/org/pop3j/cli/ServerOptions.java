package org.pop3j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.pop3j.client.Credentials;
import org.pop3j.client.LoginPolicy;
import org.pop3j.client.PlaintextLogin;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.SessionLogin;
import org.pop3j.client.Timeouts;
import org.pop3j.client.TlsMode;
import org.pop3j.client.Trust;
import org.pop3j.codec.PopUrl;
import org.pop3j.codec.SyntaxException;
import org.pop3j.sasl.SaslMechanism;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which server, which user, whom to believe. */
final class ServerOptions {
    @Parameters(
            paramLabel = "URL",
            description =
                    "pop3s://user@host[:port] (TLS), or pop3://user@host[:port] (STLS). Write %%40 for an @ in the"
                            + " user name.")
    private String url = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "The password is its first line. Else it is asked for, or read from standard input.")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(names = "--allow-plaintext", description = "pop3:// may go without TLS: everybody on the way can read it.")
    private boolean allowPlaintext;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description =
                    "How long to wait for the server at each step; where nothing is said 30 s for a connection, 60 s for"
                            + " an answer, 180 s for the log-in, 600 s for QUIT.")
    private Optional<Integer> timeout = Optional.empty();

    @Mixin
    private TokenOptions tokens = new TokenOptions();

    @Mixin
    private ClientCertificateOptions certificate = new ClientCertificateOptions();

    @ArgGroup
    private TrustOption trust = new TrustOption();

    /** At most one of these. */
    static final class TrustOption {
        /** Whether the name in the certificate says anything: it does not where one certificate is pinned, or all are taken. */
        boolean checksName() {
            return !insecure && pin.isEmpty();
        }

        @Option(names = "--trust", paramLabel = "PEM", description = "Believe the certificates in this file only.")
        private Optional<Path> pem = Optional.empty();

        @Option(names = "--pin", paramLabel = "SHA256", description = "Believe the certificate with this SHA-256 only.")
        private Optional<String> pin = Optional.empty();

        @Option(names = "--insecure", description = "Believe everybody: for tests only.")
        private boolean insecure;

        Trust trust() throws Failure {
            if (insecure) {
                return Trust.anything();
            }
            try {
                return pin.isPresent()
                        ? Trust.certificate(pin.get())
                        : pem.isPresent() ? Trust.pem(pem.get()) : Trust.system();
            } catch (IOException e) {
                throw Failure.refused("--trust", e);
            } catch (IllegalArgumentException e) {
                throw Failure.refused("--pin", e);
            }
        }
    }

    PopUrl url() throws Failure {
        try {
            PopUrl parsed = PopUrl.parse(url);
            if (parsed.user().isEmpty()) {
                throw Failure.refused("the URL names no user: write pop3s://user@host");
            }
            return parsed;
        } catch (SyntaxException e) {
            throw Failure.refused("the URL", e);
        }
    }

    /** How a ledger names the account. */
    String account(PopUrl parsed) {
        return parsed.user().orElseThrow() + "@" + parsed.host() + ":" + parsed.port();
    }

    Pop3Client.Builder client(PopUrl parsed) throws Failure {
        boolean hasTls = parsed.scheme() == PopUrl.Scheme.POP3S;
        TlsMode start = allowPlaintext ? TlsMode.STLS_IF_OFFERED : TlsMode.STLS_REQUIRED;
        return Pop3Client.builder(parsed.host())
                .timeouts(timeouts())
                .port(parsed.port())
                .tls(hasTls ? TlsMode.TLS : start)
                .plaintextLogin(allowPlaintext ? PlaintextLogin.ALLOWED : PlaintextLogin.REFUSED)
                .loginPolicy(policy(parsed))
                .trust(certificate.applyTo(trust.trust()));
    }

    private Timeouts timeouts() throws Failure {
        if (timeout.filter(seconds -> seconds < 1).isPresent()) {
            throw Failure.refused("--timeout: expected 1 or more seconds, got " + timeout.get());
        }
        return timeout.map(seconds -> Timeouts.all(Duration.ofSeconds(seconds))).orElse(Timeouts.DEFAULTS);
    }

    /** {@code ;AUTH=SCRAM-SHA-256} in the URL asks for that mechanism and no other, {@code +APOP} for APOP (RFC 2384). */
    private static LoginPolicy policy(PopUrl parsed) throws Failure {
        try {
            return parsed.mechanism().isEmpty()
                    ? LoginPolicy.strongest()
                    : LoginPolicy.only(parsed.mechanism().get().replace("+", ""));
        } catch (IllegalArgumentException e) {
            throw Failure.refused("the URL", e);
        }
    }

    /** By an access token, a certificate or a ticket where that was asked for, else by password. */
    SessionLogin login(PopUrl parsed, Terminal terminal) throws Failure {
        String user = parsed.user().orElseThrow();
        Optional<SessionLogin> byToken = tokens.login(user, terminal);
        if (byToken.isPresent()) {
            return byToken.get();
        }
        if (asksFor(parsed, SaslMechanism.GSSAPI)) {
            KerberosLogin.useTicket();
            return SessionLogin.of(Credentials.kerberos().actingAs(user));
        }
        boolean saysNothing = parsed.mechanism().isEmpty() && passwordFile.isEmpty();
        return asksFor(parsed, SaslMechanism.EXTERNAL) || certificate.isGiven() && saysNothing
                ? SessionLogin.of(Credentials.certificate().actingAs(user))
                : SessionLogin.password(user, password(terminal));
    }

    private static boolean asksFor(PopUrl parsed, SaslMechanism mechanism) {
        return parsed.mechanism().flatMap(SaslMechanism::named).equals(Optional.of(mechanism));
    }

    private String password(Terminal terminal) throws Failure {
        return password(terminal, passwordFile);
    }

    /** The first line of a file; without a file asked for, or read from standard input. */
    static String password(Terminal terminal, Optional<Path> passwordFile) throws Failure {
        return passwordFile.isEmpty()
                ? terminal.password("Password")
                : SecretFile.read("--password-file", passwordFile.get());
    }
}
