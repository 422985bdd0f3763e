package org.pop3j.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.pop3j.conformance.Check;
import org.pop3j.conformance.ClientDriver;
import org.pop3j.conformance.ClientKit;
import org.pop3j.conformance.ClientWay;
import org.pop3j.conformance.ClientWay.Login;
import org.pop3j.conformance.Report;
import org.pop3j.conformance.Requirements;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pop3 check-client}: tells whether a client speaks POP3. */
@Command(
        name = "check-client",
        description = {
            "Tell whether a client speaks POP3, rule by rule. Exit code 0 only if nothing failed.",
            "With a command, starts it for each scenario: pop3 check-client -- curl -sS -m 5 -u {user}:{password}"
                    + " pop3://{host}:{port}/1",
            "A client that is told to use TLS or a mechanism: pop3 check-client --stls -- curl -sS -m 5 --ssl-reqd --cacert"
                    + " {ca} -u {user}:{password} pop3://{host}:{port}/1",
            "With --listen, waits for clients that you start, until Ctrl-C: the user name chooses the scenario (c0004),"
                    + " any other gets the next one; each scenario in one segment, then octet by octet, then in random"
                    + " pieces."
        },
        mixinStandardHelpOptions = true)
final class CheckClientCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            converter = HostPort.Converter.class,
            description = "Listen here for clients that somebody else starts.")
    private Optional<HostPort> listen = Optional.empty();

    @Parameters(
            arity = "0..*",
            paramLabel = "COMMAND",
            description =
                    "The client and its arguments; {host}, {port}, {user}, {password}, {ca} (with --tls and --stls) and"
                            + " {out} (an empty folder for messages; else standard output is taken for them) are"
                            + " replaced.")
    private List<String> command = List.of();

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long the client may take to give up; ${DEFAULT-VALUE} if not given.")
    private int patience = 10;

    @Option(
            names = "--jobs",
            paramLabel = "N",
            description = "How many clients may work at the same time; 4 a processor if not given.")
    private int jobs = ClientKit.usualAtOnce();

    @Option(names = "--only", split = ",", paramLabel = "ID", description = "Only these checks: C0004,V0001,...")
    private List<String> only = List.of();

    @Mixin
    private ClientWayOptions way = new ClientWayOptions();

    @Mixin
    private ReportOptions reports = new ReportOptions();

    CheckClientCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws Failure {
        checkOptions();
        if (!way.usesTls()) {
            return run(way.inClear(), Map.of());
        }
        if (way.certificates().isPresent()) {
            return run(ClientWayOptions.keys(way.certificates().get()));
        }
        try (TemporaryFolder folder = new TemporaryFolder("pop3-check-client-keys")) {
            return run(ClientWayOptions.keys(folder.path()));
        } catch (IOException e) {
            throw Failure.failed("cannot make certificates", e);
        }
    }

    private int run(KitKeys keys) throws Failure {
        return run(way.with(keys), Map.of("{ca}", keys.authorities().toString()));
    }

    private int run(ClientWay told, Map<String, String> words) throws Failure {
        return listen.isPresent() ? listen(listen.get(), told) : drive(told, words);
    }

    private void checkOptions() throws Failure {
        if (listen.isPresent() == !command.isEmpty()) {
            throw Failure.refused("expected a command behind --, or --listen HOST:PORT");
        }
        way.check();
        if (listen.isPresent() && way.login() != Login.USER_PASS) {
            throw Failure.refused("--listen takes any password, and so does no --sasl");
        }
        if (patience < 1) {
            throw Failure.refused("--patience takes 1 or more seconds");
        }
        if (jobs < 1) {
            throw Failure.refused("--jobs takes 1 or more");
        }
        for (String name : only) {
            if (Requirements.find(name).isEmpty()
                    && ClientKit.checks().stream().map(Check::name).noneMatch(name::equals)) {
                throw Failure.refused("--only: there is no check " + name);
            }
        }
    }

    private int drive(ClientWay told, Map<String, String> words) throws Failure {
        try {
            Report report = ClientKit.run(
                    String.join(" ", command),
                    ClientDriver.command(command, words),
                    told,
                    Duration.ofSeconds(patience),
                    only,
                    jobs);
            return reports.write(terminal, report);
        } catch (IOException e) {
            throw Failure.failed("cannot check " + command.get(0), e);
        }
    }

    private int listen(HostPort where, ClientWay told) throws Failure {
        try (ClientKit.Listener listener = ClientKit.listen(where.resolved(), told)) {
            terminal.out().println("ready pop3=" + HostPort.shown(listener.address()));
            CountDownLatch stopped = new CountDownLatch(1);
            CountDownLatch written = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                stopped.countDown();
                await(written);
            }));
            await(stopped);
            try {
                return reports.write(terminal, listener.report());
            } finally {
                written.countDown();
            }
        } catch (IOException e) {
            throw Failure.failed("cannot listen on " + where, e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }
}
