import org.jspecify.annotations.NullMarked;

/**
 * Maildrops in Maildirs, on POSIX file systems.
 *
 * <p>Start at {@link org.pop3j.store.maildir.MaildirStore}, or ask {@code org.pop3j.store.MaildropStores} for a URI such as
 * {@code maildir:/srv/mail}.
 *
 * @provides org.pop3j.store.spi.MaildropStoreProvider
 */
@NullMarked
module org.pop3j.store.maildir {
    requires transitive org.pop3j.store;
    requires static transitive org.jspecify;

    exports org.pop3j.store.maildir;

    provides org.pop3j.store.spi.MaildropStoreProvider with
            org.pop3j.store.maildir.MaildirStoreProvider;
}
