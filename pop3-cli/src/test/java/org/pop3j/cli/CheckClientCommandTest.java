package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code pop3 check-client} as scripts see it. What the scenarios find is tested in pop3-conformance. */
class CheckClientCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "--stls, --ssl-reqd, pop3, 'C0022,R8314-06,R2595-08,S-19'",
        "--tls, --silent, pop3s, 'C0022,R8314-01,S-19,R2595-10'",
    })
    @DisplayName(
            "check-client: curl under TLS and by STLS trusts {ca}, and nobody else (S-19, R2595-08, R2595-10, R8314-06)")
    void curl(String way, String option, String scheme, String only) throws Exception {
        Cli.Outcome outcome = Cli.run(with(
                List.of("check-client", way, "--only", only, "--certificates", folder.toString(), "--"),
                option,
                "--cacert",
                "{ca}",
                scheme));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains(" passed, 0 warned, 0 failed, 0 not applicable, 0 not tested");
        assertThat(outcome.exitCode()).isZero();
        assertThat(folder.resolve("ca.pem")).content().doesNotContain("PRIVATE");
        assertThat(Files.getPosixFilePermissions(folder.resolve("right").resolve("self-signed.pem")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    @DisplayName("check-client: a client that goes on without TLS, and one that trusts everybody, fail (S-03, S-19)")
    void careless() throws Exception {
        Cli.Outcome downgraded = Cli.run(with(
                List.of("check-client", "--stls", "--only", "R2595-08", "--"), "--ssl", "--cacert", "{ca}", "pop3"));
        assertThat(downgraded.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(downgraded.out()).contains("nothing outside TLS but CAPA, STLS and QUIT", "PASS ****");

        Cli.Outcome trusting = Cli.run(with(
                List.of("check-client", "--tls", "--only", "S-19", "--"), "--insecure", "--cacert", "{ca}", "pop3s"));
        assertThat(trusting.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(trusting.out()).contains("failed  S-19", "a client that refuses the certificate");
    }

    @Test
    @DisplayName("check-client: a client that is told nothing is not judged by what needs TLS or a mechanism")
    void notTold() throws Exception {
        Cli.Outcome outcome = Cli.run(
                with(List.of("check-client", "--only", "S-02,R5034-09", "--"), "--silent", "--cacert", "{ca}", "pop3"));
        assertThat(outcome.out())
                .contains("2 not tested", "--stls: S-02", "--sasl PLAIN: R5034-09")
                .doesNotContain("1 passed");
    }

    @Test
    @DisplayName("check-client: an unknown mechanism, and certificates without TLS, are refused")
    void refused() {
        Cli.Outcome mechanism = Cli.run("check-client", "--sasl", "MAGIC", "--", "true");
        assertThat(mechanism.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(mechanism.err()).contains("--sasl takes one of USER, PLAIN, SCRAM-SHA-256");
        Cli.Outcome certificates = Cli.run("check-client", "--certificates", "x", "--", "true");
        assertThat(certificates.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(certificates.err()).contains("--certificates is for --tls and --stls");
    }

    private static String[] with(List<String> before, String option, String trust, String file, String scheme)
            throws Exception {
        List<String> arguments = new ArrayList<>(before);
        arguments.addAll(List.of(
                Peer.require("curl", "curl"),
                "-sS",
                "-m",
                "5",
                option,
                trust,
                file,
                "-u",
                "{user}:{password}",
                scheme + "://{host}:{port}/1"));
        return arguments.toArray(String[]::new);
    }
}
