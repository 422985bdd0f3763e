package org.pop3j.store;

import java.net.URI;
import org.pop3j.store.spi.MaildropStore;
import org.pop3j.store.spi.MaildropStoreProvider;

/** Makes a new {@link MemoryStore} for any URI of the scheme {@code memory}, such as {@code memory:/}. */
public final class MemoryStoreProvider implements MaildropStoreProvider {
    /** For {@link java.util.ServiceLoader}. */
    public MemoryStoreProvider() {}

    @Override
    public String scheme() {
        return "memory";
    }

    @Override
    public MaildropStore store(URI location) {
        return new MemoryStore();
    }
}
