import org.jspecify.annotations.NullMarked;

/**
 * What a maildrop is: the store SPI, and a store in memory.
 *
 * <p>Who only uses a store starts at {@link org.pop3j.store.MaildropStores}; who writes one starts at {@link
 * org.pop3j.store.spi.MaildropStore} and runs the contract in pop3-testkit.
 *
 * @uses org.pop3j.store.spi.MaildropStoreProvider
 * @provides org.pop3j.store.spi.MaildropStoreProvider
 */
@NullMarked
module org.pop3j.store {
    requires transitive org.pop3j.codec;
    requires static transitive org.jspecify;

    exports org.pop3j.store;
    exports org.pop3j.store.spi;

    uses org.pop3j.store.spi.MaildropStoreProvider;

    provides org.pop3j.store.spi.MaildropStoreProvider with
            org.pop3j.store.MemoryStoreProvider;
}
