package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.MaildropStore;

/** The contract of stores, with other options. */
class TrashStoreContractTest extends MaildirStoreContractTest {
    @Override
    MaildirOptions options() {
        return Ann.HASTY.withFlags(MaildirOptions.Flags.TRASH).withUniqueIds(MaildirOptions.UniqueIdForm.DIGEST);
    }

    @Override
    protected void removeElsewhere(MaildropStore store, MaildropName name, UniqueId uniqueId) throws IOException {
        UniqueIds ids = new UniqueIds(MaildirOptions.UniqueIdForm.DIGEST);
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(mail.resolve(name.value()).resolve("new"))) {
            for (Path file : files) {
                if (ids.of(BaseName.of(file)).equals(uniqueId)) {
                    Files.delete(file);
                }
            }
        }
    }
}
