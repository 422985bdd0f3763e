package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pop3j.users.SelfSigned;

/** The command serves, curl logs in. */
@Tag("any-jdk")
@Tag("peer")
@Timeout(120)
@DisplayName("Bearer tokens, by curl at pop3 serve:")
class ServeTokensTest {
    private static final String MESSAGE = "Subject: you are in";
    private static final Duration HOUR = Duration.ofHours(1);

    /** How the server knows a token. */
    enum Check {
        SIGNATURE {
            @Override
            List<String> options(TokenIssuer issuer, Path folder) throws IOException {
                return List.of(
                        "--oauth-jwks",
                        issuer.writeKeys(folder.resolve("jwks.json")).toString(),
                        "--oauth-issuer",
                        TokenIssuer.URL);
            }
        },
        INTROSPECTION {
            @Override
            List<String> options(TokenIssuer issuer, Path folder) throws IOException {
                return List.of(
                        "--oauth-introspection",
                        issuer.introspection(),
                        "--oauth-client-id",
                        TokenIssuer.CLIENT,
                        "--oauth-client-secret-file",
                        secret(folder, "secret", TokenIssuer.SECRET + "\n").toString());
            }
        };

        abstract List<String> options(TokenIssuer issuer, Path folder) throws IOException;
    }

    @TempDir
    Path folder;

    private TokenIssuer issuer;
    private TokenIssuer foreign;

    @BeforeEach
    void issue() throws Exception {
        issuer = new TokenIssuer();
        foreign = new TokenIssuer();
        Files.createDirectory(folder.resolve("mail"));
        Cli.runWith(MESSAGE + "\n\nhello\n", "deliver", "ann", "--create", "--maildirs", path("mail"));
    }

    @AfterEach
    void stop() {
        issuer.close();
        foreign.close();
    }

    /** Offered alone: Debian's curl takes OAUTHBEARER where both are, whatever it is told. */
    @ParameterizedTest
    @CsvSource({
        "SIGNATURE, OAUTHBEARER",
        "SIGNATURE, XOAUTH2",
        "INTROSPECTION, OAUTHBEARER",
        "INTROSPECTION, XOAUTH2",
    })
    @DisplayName("R7628-01 R7628-02 S-26 a right token lets in; one that is over, a foreign one and another's are told"
            + " their status; no log has any")
    void tokens(Check check, String mechanism) throws Exception {
        String right = issuer.token("ann", HOUR);
        List<String> wrong =
                List.of(issuer.token("ann", HOUR.negated()), foreign.token("ann", HOUR), issuer.token("bob", HOUR));
        try (Child child = serve(check, mechanism)) {
            int port = child.port("pop3s");
            assertThat(curl(port, mechanism, right).text()).contains("> AUTH " + mechanism, MESSAGE);
            for (String token : wrong) {
                Peer.Outcome refused = curl(port, mechanism, token);
                assertThat(refused.exitCode()).as(refused.text()).isNotZero();
                assertThat(refused.text())
                        .contains("> AUTH " + mechanism, "\"status\":\"invalid_token\"")
                        .doesNotContain(MESSAGE);
            }
            assertThat(child.err())
                    .contains(
                            "login of ann from",
                            " by " + mechanism + ", TLS",
                            " as \"ann\" by " + mechanism + ": the token is refused for whom it is of")
                    .doesNotContain(parts(right, wrong));
        }
    }

    /** Header, claims and signature of each. */
    private static List<String> parts(String right, List<String> wrong) {
        return Stream.concat(Stream.of(right), wrong.stream())
                .flatMap(token -> Stream.of(token.split("\\.")))
                .toList();
    }

    /** What curl shows, with the server's challenges decoded behind it. */
    private Peer.Outcome curl(int port, String mechanism, String token) throws IOException, InterruptedException {
        Path config = secret(
                folder, "curlrc", """
                url = "pop3s://localhost:%d/1"
                user = "ann:"
                oauth2-bearer = "%s"
                login-options = "AUTH=%s"
                cacert = "%s"
                """.formatted(port, token, mechanism, SelfSigned.file(folder.resolve("state"))));
        Peer.Outcome outcome = new Peer(folder, Map.of())
                .run(
                        Peer.require("curl", "curl"),
                        "--silent",
                        "--show-error",
                        "--verbose",
                        "--max-time",
                        "50",
                        "--config",
                        config.toString());
        StringBuilder text = new StringBuilder(outcome.text());
        outcome.text()
                .lines()
                .filter(line -> line.startsWith("< + ") && line.length() > "< + ".length())
                .map(line -> Base64.getDecoder().decode(line.substring("< + ".length())))
                .forEach(json -> text.append(new String(json, StandardCharsets.UTF_8)));
        return new Peer.Outcome(outcome.exitCode(), text.toString());
    }

    private Child serve(Check check, String mechanism) throws IOException {
        List<String> words =
                new ArrayList<>(List.of("--verbose", "--listen-tls", "127.0.0.1:0", "--mechanisms", mechanism));
        words.addAll(check.options(issuer, folder));
        return Child.serve(folder, folder.resolve("mail"), words.toArray(String[]::new));
    }

    private static Path secret(Path folder, String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }
}
