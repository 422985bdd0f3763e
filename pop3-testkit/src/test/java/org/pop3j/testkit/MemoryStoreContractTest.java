package org.pop3j.testkit;

import org.pop3j.store.MemoryStore;
import org.pop3j.store.spi.MaildropStore;

class MemoryStoreContractTest extends MaildropStoreContract {
    @Override
    protected MaildropStore newStore() {
        return new MemoryStore();
    }
}
