package org.pop3j.jakarta.mail;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.jakarta.mail.probe.TakeAndDie;
import org.pop3j.testkit.Pop3ServerExtension;

/** What a process that dies leaves in the ledger. */
@Timeout(120)
class LedgerCrashTest {
    @RegisterExtension
    final Pop3ServerExtension server = Pop3ServerExtension.builder()
            .user("mrose", "secret")
            .message("mrose", "Subject: one\n\n1\n".getBytes(StandardCharsets.US_ASCII))
            .message("mrose", "Subject: two\n\n2\n".getBytes(StandardCharsets.US_ASCII))
            .build();

    @Test
    @DisplayName("a process that dies right after setFlag has taken that message, and no other")
    void dies(@TempDir Path folder) throws Exception {
        Path ledger = folder.resolve("ledger");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        TakeAndDie.class.getName(),
                        Integer.toString(server.port()),
                        ledger.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).as(folder.resolve("output").toString()).isEqualTo(9);
        Properties properties = TestMail.properties(server.port());
        properties.setProperty("mail.pop3.ledger", ledger.toString());
        try (Store store = Session.getInstance(properties).getStore("pop3")) {
            store.connect("mrose", "secret");
            Folder inbox = TestMail.inbox(store, Folder.READ_ONLY);
            assertThat(inbox.getMessage(1).getFlags()).isEqualTo(new Flags(Flags.Flag.RECENT));
            assertThat(inbox.getMessage(2).getFlags()).isEqualTo(new Flags(Flags.Flag.SEEN));
            inbox.close(false);
        }
    }

    private static String classPath() throws Exception {
        Path classes = Path.of(TakeAndDie.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return Stream.of(
                        System.getProperty("jdk.module.path"),
                        System.getProperty("java.class.path"),
                        classes.resolveSibling("classes").toString(),
                        classes.resolveSibling("test-classes").toString())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(File.pathSeparator));
    }
}
