package org.pop3j.jakarta.mail;

import jakarta.mail.Provider;

/** Tells Jakarta Mail of {@link Pop3sStore} as protocol {@code pop3s}. */
public final class Pop3sProvider extends Provider {
    /** Makes the description; {@code ServiceLoader} calls this. */
    public Pop3sProvider() {
        super(Type.STORE, "pop3s", StoreClass.preferred(Pop3sStore.class), "pop3j", null);
    }
}
