package org.pop3j.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pop3j.conformance.Finding;
import org.pop3j.conformance.Report;
import org.pop3j.conformance.Requirements;
import org.pop3j.conformance.ServerKit;
import org.pop3j.conformance.Target;
import org.pop3j.conformance.TlsMode;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pop3 check}: tells whether a server speaks POP3. */
@Command(
        name = "check",
        description = "Tell whether a server speaks POP3, rule by rule. Exit code 0 only if nothing failed.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "HOST:PORT", converter = HostPort.Converter.class, description = "The server.")
    private HostPort server = new HostPort("", 0);

    @Option(names = "--user", required = true, paramLabel = "NAME", description = "An account for the checks.")
    private String user = "";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "The password is its first line. Else it is asked for, or read from standard input.")
    private Optional<Path> passwordFile = Optional.empty();

    @ArgGroup
    private TlsOption tls = new TlsOption();

    @ArgGroup
    private ServerOptions.TrustOption trust = new ServerOptions.TrustOption();

    @Option(
            names = "--allow-plaintext",
            description =
                    "Without --tls and --stls: send the password in clear to a server that is not on this machine.")
    private boolean allowPlaintext;

    @Option(
            names = "--deliver",
            paramLabel = "WAY",
            description = "Deliver messages of known content to the account: a shell command that takes one on standard"
                    + " input, smtp://HOST:PORT/ADDRESS or lmtp://HOST:PORT/ADDRESS. They stay there unless"
                    + " --destructive is given.")
    private Optional<String> deliver = Optional.empty();

    @Option(
            names = "--destructive",
            description = "Also do the checks that remove messages of this account. Mail in it may be lost.")
    private boolean destructive;

    @Option(
            names = "--destructive-user",
            paramLabel = "NAME",
            description = "Do the checks that deliver or remove messages at this account instead, and what else --user"
                    + " cannot show: mail in it may be lost, that of --user is only read.")
    private Optional<String> destructiveUser = Optional.empty();

    @Option(
            names = "--destructive-password-file",
            paramLabel = "FILE",
            description = "Its password is the first line of this file; that of --user if not given.")
    private Optional<Path> destructivePasswordFile = Optional.empty();

    @Option(names = "--only", split = ",", paramLabel = "ID", description = "Only these checks: C0012,R1939-13,...")
    private List<String> only = List.of();

    @Option(
            names = "--idle",
            paramLabel = "SECONDS",
            description = "Also see that a session may be silent for so long (R1939-10: 590).")
    private Optional<Integer> idle = Optional.empty();

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long to wait for an answer; ${DEFAULT-VALUE} if not given.")
    private int patience = 10;

    @Mixin
    private ReportOptions reports = new ReportOptions();

    /** At most one of these. */
    static final class TlsOption {
        @Option(names = "--tls", description = "TLS from the start (port 995).")
        private boolean fromTheStart;

        @Option(names = "--stls", description = "STLS before the log-in.")
        private boolean stls;

        TlsMode mode() {
            return fromTheStart ? TlsMode.FROM_THE_START : stls ? TlsMode.STLS : TlsMode.NONE;
        }
    }

    CheckCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        InetSocketAddress address = checkOptions();
        String password = ServerOptions.password(terminal, passwordFile);
        Target target = target(Target.builder(address, user, password), destructiveUser.isEmpty());
        Progress progress = new Progress(terminal, (int)
                ServerKit.checks().stream().filter(target::wants).count());
        try {
            Report report = destructiveUser.isEmpty()
                    ? ServerKit.run(target, progress::next)
                    : ServerKit.run(target, other(address, password), progress::next);
            progress.clear();
            return reports.write(terminal, report);
        } catch (IOException e) {
            throw Failure.failed("cannot check " + server, e);
        }
    }

    private InetSocketAddress checkOptions() throws Failure {
        InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
        if (address.isUnresolved()) {
            throw Failure.failed("there is no host " + server.host());
        }
        if (destructive && destructiveUser.isPresent()) {
            throw Failure.refused(
                    "--destructive is for --user, --destructive-user names another account: give one of them");
        }
        if (destructivePasswordFile.isPresent() && destructiveUser.isEmpty()) {
            throw Failure.refused("--destructive-password-file is for --destructive-user");
        }
        if (patience < 1 || idle.orElse(1) < 1) {
            throw Failure.refused("--patience and --idle take 1 or more seconds");
        }
        if (tls.mode() == TlsMode.NONE
                && !allowPlaintext
                && !address.getAddress().isLoopbackAddress()) {
            throw Failure.refused("the password would be sent in clear to " + server
                    + ": give --tls or --stls, or --allow-plaintext if that is meant");
        }
        for (String name : only) {
            if (Requirements.find(name).isEmpty()
                    && ServerKit.checks().stream()
                            .noneMatch(check -> check.name().equals(name))) {
                throw Failure.refused("--only: there is no check " + name);
            }
        }
        return address;
    }

    /** The account whose mail may be lost. */
    private Target other(InetSocketAddress address, String password) throws Failure {
        String own = destructivePasswordFile.isEmpty()
                ? password
                : SecretFile.read("--destructive-password-file", destructivePasswordFile.get());
        return target(Target.builder(address, destructiveUser.orElse(user), own).destructive(), true);
    }

    private Target target(Target.Builder target, boolean mayChange) throws Failure {
        target.patience(Duration.ofSeconds(patience)).only(only);
        try {
            target.tls(tls.mode(), trust.trust().context());
        } catch (GeneralSecurityException e) {
            throw Failure.failed("cannot do TLS", e);
        }
        if (trust.checksName()) {
            target.checkName();
        }
        if (mayChange) {
            deliver.map(DeliverOption::parse).ifPresent(target::deliverer);
        }
        idle.ifPresent(seconds -> target.idle(Duration.ofSeconds(seconds)));
        if (destructive) {
            target.destructive();
        }
        return target.build();
    }

    /** Tells a person how far it is. */
    private static final class Progress {
        private final Terminal terminal;
        private final int expected;
        private int done;

        Progress(Terminal terminal, int expected) {
            this.terminal = terminal;
            this.expected = expected;
        }

        void next(Finding finding) {
            done++;
            if (terminal.person().isPresent()) {
                terminal.err().print("\rcheck " + done + " of " + expected);
            }
        }

        void clear() {
            if (terminal.person().isPresent()) {
                terminal.err().print("\r                        \r");
            }
        }
    }
}
