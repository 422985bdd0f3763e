package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.conformance.Dialogue;
import org.pop3j.conformance.ScriptedPeer;

/** A server that gives two messages one unique-id, and a ledger that knows this id from a run that stored one of them. */
class RepeatedIdsTest {
    private static final String UP_TO_THE_FIRST_MESSAGE = """
            S: +OK ready
            C: CAPA
            S: -ERR
            C: USER anna
            S: +OK
            C: PASS secret
            S: +OK
            C: CAPA
            S: -ERR
            C: UIDL
            S: +OK
            S: 1 same
            S: 2 same
            S: 3 other
            S: .
            C: LIST
            S: +OK
            S: 1 5
            S: 2 5
            S: 3 7
            S: .
            C: TOP 1 0
            S: +OK
            S: one
            S: .
            C: TOP 2 0
            S: +OK
            S: two
            S: .
            C: RETR 1
            S: +OK
            S: one
            S: .
            """;

    @TempDir
    Path folder;

    @Test
    @DisplayName("C0041: the ledger does not say which copy was stored, so both are fetched before they are deleted")
    void bothAreFetchedAgain() throws Exception {
        Cli.Outcome outcome = fetch("""
                C: RETR 2
                S: +OK
                S: two
                S: .
                C: DELE 1
                S: +OK
                C: DELE 2
                S: +OK
                C: DELE 3
                S: +OK
                C: QUIT
                S: +OK
                S: <EOF>
                """);

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.out()).isEqualTo("fetched 2 messages, 10 octets; 1 known already; deleted 3\n");
        try (Stream<Path> files = Files.list(folder.resolve("eml"))) {
            assertThat(files)
                    .hasSize(2)
                    .allMatch(file -> file.getFileName().toString().matches("same%20[0-9a-f]{32}\\.eml"));
        }
    }

    @Test
    @DisplayName("C0041: a copy that this run could not fetch is not deleted")
    void whatIsRefusedIsNotDeleted() throws Exception {
        Cli.Outcome outcome = fetch("""
                C: RETR 2
                S: -ERR not now
                C: DELE 1
                S: +OK
                C: DELE 3
                S: +OK
                C: QUIT
                S: +OK
                S: <EOF>
                """);

        assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(1);
        assertThat(outcome.out()).endsWith("deleted 2; 1 refused by the server\n");
    }

    @Test
    @DisplayName("C0041: a run that dies between two copies leaves no line that stands for both")
    void theLedgerDoesNotLearnARepeatedId() throws Exception {
        Cli.Outcome outcome = fetch("""
                C: RETR 2
                S: <EOF>
                """, "other");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("ledger")))
                .doesNotContain(" same \n")
                .contains(" same%20");
    }

    private Cli.Outcome fetch(String rest) throws IOException {
        return fetch(rest, "same", "other");
    }

    private Cli.Outcome fetch(String rest, String... known) throws IOException {
        try (ScriptedPeer peer = ScriptedPeer.start(Dialogue.parse(UP_TO_THE_FIRST_MESSAGE + rest))) {
            String account = "anna@127.0.0.1:" + peer.port();
            StringBuilder ledger = new StringBuilder();
            for (String id : known) {
                ledger.append("2026-01-31T12:00:00Z ")
                        .append(account)
                        .append(' ')
                        .append(id)
                        .append('\n');
            }
            Files.writeString(folder.resolve("ledger"), ledger);
            String place = "eml:" + folder.resolve("eml");
            String[] arguments = {
                "fetch",
                "pop3://" + account,
                "--allow-plaintext",
                "--to",
                place,
                "--new-only",
                "--delete",
                "--ledger",
                folder.resolve("ledger").toString()
            };
            Cli.Outcome outcome = Cli.runWith("secret\n", arguments);
            peer.verify();
            return outcome;
        }
    }
}
