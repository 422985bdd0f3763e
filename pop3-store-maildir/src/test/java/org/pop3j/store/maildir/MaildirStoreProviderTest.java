package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pop3j.store.MaildropStores;
import org.pop3j.store.spi.MaildropStore;

class MaildirStoreProviderTest {
    @Test
    @DisplayName("maildir: URIs give the store, with a placeholder too")
    void found(@TempDir Path mail) throws Exception {
        try (MaildropStore store = MaildropStores.store(URI.create("maildir:" + mail))) {
            store.create(Ann.NAME);
        }
        assertThat(mail.resolve("ann/new")).isDirectory();
        try (MaildropStore store = MaildropStores.store(URI.create("MAILDIR://" + mail + "/x-%25u"))) {
            store.create(Ann.NAME);
        }
        assertThat(Files.isDirectory(mail.resolve("x-ann/new"))).isTrue();
    }

    @ParameterizedTest
    @DisplayName("URIs that name no folder")
    @ValueSource(
            strings = {
                "maildir:mail",
                "maildir://host/mail",
                "maildir:/mail?x=y",
                "maildir:/mail#x",
                "maildir:/mail/%25x"
            })
    void refused(String uri) {
        assertThatThrownBy(() -> MaildropStores.store(URI.create(uri)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    @DisplayName("Options")
    void options() {
        MaildirOptions options = MaildirOptions.defaults()
                .withLockWait(Duration.ofSeconds(3))
                .withUniqueIds(MaildirOptions.UniqueIdForm.DIGEST)
                .withSessionLock(MaildirOptions.SessionLock.OWN_AND_DOVECOT);
        assertThat(options)
                .isEqualTo(new MaildirOptions(
                        Duration.ofSeconds(3),
                        MaildirOptions.UniqueIdForm.DIGEST,
                        MaildirOptions.SessionLock.OWN_AND_DOVECOT,
                        MaildirOptions.Sizes.EXACT));
        assertThatThrownBy(() -> options.withLockWait(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        options.withLockWait(Duration.ZERO);
    }
}
