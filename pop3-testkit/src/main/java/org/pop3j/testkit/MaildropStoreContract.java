package org.pop3j.testkit;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Timeout;
import org.pop3j.codec.UniqueId;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.MaildropStore;

/**
 * What every store must do, sentence by sentence of {@link MaildropStore}, {@link Maildrop} and {@link
 * org.pop3j.store.spi.StoredContent}: extend it and give a store.
 *
 * <pre>{@code
 * class MyStoreContractTest extends MaildropStoreContract {
 *     protected MaildropStore newStore() {
 *         return new MyStore();
 *     }
 * }
 * }</pre>
 *
 * <p>What a test cannot bring about from outside (R1939-14: that the lock is released if opening fails halfway; S-39:
 * that a message survives a power cut) is for the store's own tests.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
public abstract class MaildropStoreContract extends DeliveryContract {
    /** For extending classes. */
    protected MaildropStoreContract() {}

    /**
     * Makes an empty store that shares nothing with those made before. The contract closes it.
     *
     * @return a store without maildrops
     * @throws Exception if that failed: the test fails
     */
    @Override
    protected abstract MaildropStore newStore() throws Exception;

    /**
     * Makes a second store over the same data, as another process would or the same after a restart. The contract closes
     * it, before the first one. Where nothing persists, the same store.
     *
     * @param store a store of {@link #newStore()}
     * @return another store with the same maildrops, or the same store
     * @throws Exception if that failed: the test fails
     */
    @Override
    protected MaildropStore reopen(MaildropStore store) throws Exception {
        return store;
    }

    /**
     * Names that no maildrop of the store can have, for example because they cannot be mapped to a place (S-16). Where
     * nothing is said the test that needs them is skipped.
     *
     * @return names
     */
    @Override
    protected List<MaildropName> impossibleNames() {
        return List.of();
    }

    /**
     * Removes a message behind the store's back while a session is open, as another program would. Where nothing is said
     * the test that needs it is skipped.
     *
     * @param store the store
     * @param name the maildrop
     * @param uniqueId the message
     * @throws Exception if that failed: the test fails
     */
    @Override
    protected void removeElsewhere(MaildropStore store, MaildropName name, UniqueId uniqueId) throws Exception {
        Assumptions.abort("nobody else can remove messages from this store");
    }

    /**
     * Makes an open maildrop lose its lease. Where nothing is said the test that needs it is skipped.
     *
     * @param maildrop an open maildrop
     * @throws Exception if that failed: the test fails
     */
    @Override
    protected void loseLease(Maildrop maildrop) throws Exception {
        Assumptions.abort("a lease of this store cannot be lost");
    }

    /**
     * How many messages the test of many messages delivers; 10,000 where nothing is said.
     *
     * @return messages, 2 or more
     */
    @Override
    protected int manyMessages() {
        return 10_000;
    }
}
