package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.store.spi.DeliveryId;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropFailedException;
import org.pop3j.store.spi.MaildropName;

/** What is left open, and what is reported, when an operation on a folder fails. */
class FaultsTest {
    @TempDir
    Path mail;

    private Ann ann;

    @BeforeEach
    void createAnn() throws MaildropException {
        ann = Ann.in(mail);
    }

    @ParameterizedTest
    @DisplayName("S-39: a delivery that is durable does not fail when tidying up fails, or it would be made again")
    @ValueSource(strings = {"deleteFile", "close"})
    void tidyingUp(String fault) throws Exception {
        FaultyFolder folder = FaultyFolder.of(ann.maildir(), fault);
        Maildir maildir = new Maildir(ann.maildir(), folder.stream());
        try {
            for (Optional<DeliveryId> id : List.of(Optional.<DeliveryId>empty(), Optional.of(new DeliveryId("id")))) {
                var message = new ByteArrayInputStream(new byte[] {'x'});
                assertThat(new Delivery(maildir, Clock.systemUTC(), id).store(message))
                        .isNotNull();
            }
            assertThat(ann.ids()).hasSize(2);
        } finally {
            Cleanup.attempt(maildir);
        }
        assertThat(OpenFiles.below(mail)).isEmpty();
    }

    @Test
    @DisplayName("A Maildir that cannot tell its owner is closed")
    void noAttributes() throws Exception {
        FaultyFolder folder = FaultyFolder.of(ann.maildir(), "getFileAttributeView");
        FaultyFolder control = FaultyFolder.of(mail);
        assertThatThrownBy(() -> new Maildir(ann.maildir(), folder.stream(), control.stream()))
                .hasMessage("broken");
        assertThat(folder.isClosed()).isTrue();
        assertThat(control.isClosed()).isTrue();
        assertThat(OpenFiles.below(mail)).isEmpty();
    }

    @Test
    @DisplayName("S-16: a Maildir whose real path cannot be found, being longer than the system takes, is closed")
    void tooLong() throws Exception {
        String name = "n".repeat(255);
        Path half = Files.createDirectories(mail.resolve((name + "/").repeat(8)));
        Path otherHalf = Files.createDirectories(mail.resolve("other/" + (name + "/").repeat(8)));
        Path top = mail.resolve("other").resolve(name);
        MaildirStore store = MaildirStore.in(mail + "/%u".repeat(16));
        Files.move(top, half.resolve(name));
        try {
            assertThatThrownBy(() -> store.open(new MaildropName(name))).isInstanceOf(MaildropFailedException.class);
        } finally {
            Files.move(half.resolve(name), top);
        }
        assertThat(otherHalf).exists();
        assertThat(OpenFiles.below(mail)).isEmpty();
    }
}
