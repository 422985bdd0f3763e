package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.MaildropStore;
import org.pop3j.testkit.MaildropStoreContract;

class MaildirStoreContractTest extends MaildropStoreContract {
    @TempDir
    Path mail;

    /** Overridden for other options. */
    MaildirOptions options() {
        return Ann.HASTY;
    }

    @Override
    protected MaildropStore newStore() {
        return MaildirStore.in(mail.toString(), options());
    }

    @Override
    protected MaildropStore reopen(MaildropStore store) {
        return newStore();
    }

    @Override
    protected List<MaildropName> impossibleNames() {
        return Stream.of("..", "../mrose", "a/b", ".x", "%2e%2e", "\u00e9")
                .map(MaildropName::new)
                .toList();
    }

    @Override
    protected void removeElsewhere(MaildropStore store, MaildropName name, UniqueId uniqueId) throws IOException {
        Files.delete(mail.resolve(name.value()).resolve("new").resolve(uniqueId.value()));
    }

    @Override
    protected void loseLease(Maildrop maildrop) throws IOException {
        Files.delete(mail.resolve("mrose").resolve("pop3j.lock"));
    }

    @Override
    protected int manyMessages() {
        return 500;
    }
}
