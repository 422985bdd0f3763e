package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.examples.SampleMail;
import org.pop3j.examples.SampleMessage;

class DeliverCommandTest {
    private static final String MESSAGE = "Subject: hi\n\n.\r\nno end";

    @TempDir
    Path folder;

    @Test
    void aMessageIsStoredAsItCame() throws Exception {
        Cli.Outcome outcome = deliver("--create");

        assertThat(outcome).isEqualTo(new Cli.Outcome(0, "", ""));
        assertThat(stored())
                .singleElement()
                .satisfies(file -> assertThat(Files.readString(file, StandardCharsets.UTF_8))
                        .isEqualTo(MESSAGE));
    }

    @Test
    @DisplayName("every sample message is stored as it came, whatever octets it has")
    void sampleMail() throws Exception {
        for (SampleMessage message : SampleMail.all()) {
            String name = "user-" + message.name();
            Cli.Outcome outcome =
                    Cli.runWith(message.open(), "deliver", name, "--maildirs", folder.toString(), "--create");

            assertThat(outcome).as(message.what()).isEqualTo(new Cli.Outcome(0, "", ""));
            try (Stream<Path> files = Files.list(folder.resolve(name).resolve("new"))) {
                assertThat(files)
                        .singleElement()
                        .satisfies(file -> assertThat(file).hasBinaryContent(message.octets()));
            }
        }
    }

    @Test
    void withoutCreateThereMustBeAMaildir() throws Exception {
        assertThat(deliver().exitCode()).isEqualTo(67);
        assertThat(folder.resolve("anna")).doesNotExist();

        deliver("--create");
        assertThat(deliver().exitCode()).isZero();
        assertThat(stored()).hasSize(2);
    }

    @Test
    void theSameDeliveryIdStoresOnce() throws Exception {
        assertThat(deliver("--create", "--delivery-id", "x1").exitCode()).isZero();
        assertThat(deliver("--delivery-id", "x1").exitCode()).isZero();
        assertThat(deliver("--delivery-id", "x2").exitCode()).isZero();

        assertThat(stored()).hasSize(2);
    }

    @Test
    void aStoreByItsUri() throws Exception {
        Cli.Outcome outcome = Cli.runWith(MESSAGE, "deliver", "anna", "--create", "--store", "maildir:" + folder);

        assertThat(outcome.exitCode()).isZero();
        assertThat(stored()).hasSize(1);
    }

    @Test
    void theStoreInMemoryByItsSchemeAlone() {
        Cli.Outcome outcome = Cli.runWith(MESSAGE, "deliver", "anna", "--create", "--store", "memory:");

        assertThat(outcome).isEqualTo(new Cli.Outcome(0, "", ""));
    }

    @Test
    void aBrokenInputStoresNothingAndIsTriedAgain() throws Exception {
        deliver("--create");
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the pipe broke");
            }
        };

        Cli.Outcome outcome = Cli.runWith(broken, "deliver", "anna", "--maildirs", folder.toString());

        assertThat(outcome.exitCode()).isEqualTo(75);
        assertThat(outcome.err())
                .isEqualTo("pop3 deliver: cannot read the message from standard input: the pipe broke\n");
        assertThat(stored()).hasSize(1);
    }

    @Test
    @DisplayName("S-38: into a Maildir of somebody else nothing is delivered, by root neither: 75, and a line why")
    void asRootForAnother() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs to run as root");
        deliver("--create");
        try (Stream<Path> all = Files.walk(folder.resolve("anna"))) {
            for (Path each : all.toList()) {
                Files.setOwner(
                        each,
                        each.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("mail"));
            }
        }

        Cli.Outcome outcome = deliver("--delivery-id", "x1", "--create");

        assertThat(outcome)
                .isEqualTo(new Cli.Outcome(
                        75,
                        "",
                        "pop3 deliver: cannot store the message: cannot deliver to "
                                + folder.toRealPath().resolve("anna")
                                + ": the Maildir belongs to mail and this process runs as root; deliver as that user"
                                + " (setpriv --reuid)\n"));
        assertThat(stored()).hasSize(1);
        try (Stream<Path> all = Files.walk(folder.resolve("anna"))) {
            assertThat(all)
                    .allSatisfy(file -> assertThat(Files.getOwner(file).getName())
                            .as("%s", file)
                            .isEqualTo("mail"));
        }
    }

    @Test
    @DisplayName(
            "M-07: over quota: 75, and a line that says how full it is; a delivery id that was stored is not refused")
    void overQuota() throws Exception {
        deliver("--create", "--delivery-id", "x1");
        Files.writeString(folder.resolve("anna/maildirsize"), "30S\n22 1\n");

        assertThat(deliver("--delivery-id", "x1").exitCode()).isZero();
        assertThat(deliver("--delivery-id", "x2"))
                .isEqualTo(new Cli.Outcome(
                        75,
                        "",
                        "pop3 deliver: cannot store the message: the maildrop is full: its quota is 30S, it holds 22"
                                + " octets in 1 message, and this message has 22 octets\n"));
        assertThat(stored()).hasSize(1);
    }

    private Cli.Outcome deliver(String... options) {
        String[] arguments = Stream.concat(
                        Stream.of("deliver", "anna", "--maildirs", folder.toString()), Stream.of(options))
                .toArray(String[]::new);
        return Cli.runWith(MESSAGE, arguments);
    }

    private List<Path> stored() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("anna/new"))) {
            return files.toList();
        }
    }
}
