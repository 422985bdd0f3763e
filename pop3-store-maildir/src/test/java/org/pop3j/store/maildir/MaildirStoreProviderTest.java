package org.pop3j.store.maildir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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
    @DisplayName("Options come from the query, each under its name")
    void query() {
        MaildirOptions options =
                OptionQuery.read("lock-wait=3s&unique-ids=digest&lock=none&session-lock=own-and-dovecot"
                        + "&sizes=trust-names&flags=seen&trash-kept=36h&removed-kept=8d&control=/c/%u");
        assertThat(options)
                .isEqualTo(new MaildirOptions(
                        Duration.ofSeconds(3),
                        MaildirOptions.UniqueIdForm.DIGEST,
                        MaildirOptions.Lock.NONE,
                        MaildirOptions.SessionLock.OWN_AND_DOVECOT,
                        MaildirOptions.Sizes.TRUST_NAMES,
                        MaildirOptions.Flags.SEEN,
                        Duration.ofHours(36),
                        Duration.ofDays(8),
                        Optional.of("/c/%u")));
        assertThat(OptionQuery.read("lock-wait=250ms").lockWait()).isEqualTo(Duration.ofMillis(250));
        assertThat(OptionQuery.read("lock-wait=2m").lockWait()).isEqualTo(Duration.ofMinutes(2));
        assertThat(OptionQuery.read("lock-wait=0s").lockWait()).isEqualTo(Duration.ZERO);
        assertThat(OptionQuery.read("trash-kept=999999999d").trashKept()).isEqualTo(Duration.ofDays(999_999_999));
    }

    @ParameterizedTest
    @DisplayName("Options that are none")
    @ValueSource(
            strings = {
                "",
                "x=y",
                "flags",
                "flags=",
                "flags=SEEN",
                "flags=seen&",
                "lock-wait=5",
                "lock-wait=s",
                "lock-wait=-5s",
                "lock-wait=5y",
                "lock-wait=9999999999s",
                "removed-kept=6d",
                "flags=seen&&sizes=exact"
            })
    void wrongQuery(String query) {
        assertThatThrownBy(() -> OptionQuery.read(query))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
    }

    @Test
    @DisplayName("An option without a name is told from text without an equals sign")
    void nameless() {
        assertThatThrownBy(() -> OptionQuery.read("=seen")).hasMessageStartingWith("expected one of lock-wait, ");
        assertThatThrownBy(() -> OptionQuery.read("seen")).hasMessageStartingWith("expected name=value");
    }

    @Test
    @DisplayName("Times that are none")
    void wrongTimes() {
        MaildirOptions options = MaildirOptions.defaults();
        assertThatThrownBy(() -> options.withLockWait(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> options.withTrashKept(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
        options.withLockWait(Duration.ZERO).withTrashKept(Duration.ZERO).withRemovedKept(Duration.ofDays(7));
    }
}
