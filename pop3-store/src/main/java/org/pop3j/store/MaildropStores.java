package org.pop3j.store;

import java.net.URI;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.pop3j.store.spi.MaildropFailedException;
import org.pop3j.store.spi.MaildropStore;
import org.pop3j.store.spi.MaildropStoreProvider;

/** Finds the store that a URI names: {@code memory:/}, {@code maildir:}, or one of a {@link MaildropStoreProvider}. */
public final class MaildropStores {
    private MaildropStores() {}

    /**
     * Makes the store. The rest of the URI is shown in no message of ours: it may hold a password.
     *
     * @param location a URI whose scheme a provider knows
     * @return the store; the caller closes it
     * @throws IllegalArgumentException if no provider knows the scheme, or the provider refuses the URI
     * @throws MaildropFailedException if the store cannot be reached
     */
    public static MaildropStore store(URI location) throws MaildropFailedException {
        String scheme = location.getScheme() == null ? "" : location.getScheme().toLowerCase(Locale.ROOT);
        TreeSet<String> known = new TreeSet<>();
        for (MaildropStoreProvider provider : ServiceLoader.load(MaildropStoreProvider.class)) {
            if (provider.scheme().equals(scheme)) {
                return provider.store(location);
            }
            known.add(provider.scheme() + ":");
        }
        String what = scheme.isEmpty() ? "a URI without a scheme" : "URIs that begin with \"" + scheme + ":\"";
        throw new IllegalArgumentException(
                "no store for " + what + "; expected one that begins with " + String.join(" or ", known));
    }
}
