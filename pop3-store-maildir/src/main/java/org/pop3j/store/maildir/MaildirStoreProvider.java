package org.pop3j.store.maildir;

import java.net.URI;
import java.nio.file.FileSystems;
import org.pop3j.store.spi.MaildropFailedException;
import org.pop3j.store.spi.MaildropStore;
import org.pop3j.store.spi.MaildropStoreProvider;

/**
 * Makes a {@link MaildirStore} of {@code maildir:/absolute/folder}; a placeholder such as {@code %u} is written {@code %25u}
 * in a URI. {@link MaildirOptions} may follow: {@code maildir:/srv/mail?flags=seen&lock-wait=10s}.
 */
public final class MaildirStoreProvider implements MaildropStoreProvider {
    /** For {@link java.util.ServiceLoader}. */
    public MaildirStoreProvider() {}

    @Override
    public String scheme() {
        return "maildir";
    }

    @Override
    public MaildropStore store(URI location) throws MaildropFailedException {
        String folder = location.getPath();
        boolean isPlain = location.getRawAuthority() == null && location.getRawFragment() == null;
        if (folder == null || !folder.startsWith("/") || !isPlain) {
            throw new IllegalArgumentException(
                    "expected maildir:/absolute/folder, %25u where the name shall stand, ?name=value&... for options; got "
                            + location);
        }
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            throw new MaildropFailedException("Maildirs need a POSIX file system, which this system does not have");
        }
        return location.getQuery() == null
                ? MaildirStore.in(folder)
                : MaildirStore.in(folder, OptionQuery.read(location.getQuery()));
    }
}
