package org.pop3j.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pop3j.conformance.ClientWay;
import org.pop3j.conformance.ClientWay.Login;
import org.pop3j.conformance.TlsMode;
import org.pop3j.users.TlsFileException;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What a client under test is told by its own options, so that the kit offers just that. */
final class ClientWayOptions {
    @ArgGroup
    private TlsOption tls = new TlsOption();

    @Option(
            names = "--sasl",
            paramLabel = "MECHANISM",
            description =
                    "The client is told to log in by AUTH PLAIN or AUTH SCRAM-SHA-256: adds the scenarios of these.")
    private Optional<String> mechanism = Optional.empty();

    @Option(
            names = "--certificates",
            paramLabel = "FOLDER",
            description =
                    "With --tls and --stls: keep the kit's certificates here, to be trusted once; ca.pem is for the"
                            + " client. Else they are made anew, and {ca} in COMMAND is the file to trust.")
    private Optional<Path> certificates = Optional.empty();

    /** At most one of these. */
    static final class TlsOption {
        @Option(
                names = "--tls",
                description = "The client is told to use TLS from the start: adds the scenarios of that.")
        private boolean fromTheStart;

        @Option(
                names = "--stls",
                description = "The client is told to use STLS, and nothing less: adds the scenarios of that.")
        private boolean stls;

        TlsMode mode() {
            return fromTheStart ? TlsMode.FROM_THE_START : stls ? TlsMode.STLS : TlsMode.NONE;
        }
    }

    boolean usesTls() {
        return tls.mode() != TlsMode.NONE;
    }

    Optional<Path> certificates() {
        return certificates;
    }

    void check() throws Failure {
        if (certificates.isPresent() && !usesTls()) {
            throw Failure.refused("--certificates is for --tls and --stls");
        }
        login();
    }

    /** The way without TLS. */
    ClientWay inClear() throws Failure {
        return ClientWay.PLAIN.with(login());
    }

    /** The way with these keys. */
    ClientWay with(KitKeys keys) throws Failure {
        return new ClientWay(tls.mode(), login(), Optional.of(keys.shown()));
    }

    static KitKeys keys(Path folder) throws Failure {
        try {
            return KitKeys.in(folder);
        } catch (IOException e) {
            throw Failure.refused("cannot keep certificates in " + folder, e);
        } catch (TlsFileException e) {
            throw Failure.refused(e.getMessage());
        }
    }

    Login login() throws Failure {
        if (mechanism.isEmpty()) {
            return Login.USER_PASS;
        }
        return Arrays.stream(Login.values())
                .filter(login -> login.mechanism().equalsIgnoreCase(mechanism.get()))
                .findFirst()
                .orElseThrow(() -> Failure.refused("--sasl takes one of "
                        + Arrays.stream(Login.values()).map(Login::mechanism).collect(Collectors.joining(", "))));
    }
}
