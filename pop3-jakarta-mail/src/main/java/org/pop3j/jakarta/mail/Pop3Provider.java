package org.pop3j.jakarta.mail;

import jakarta.mail.Provider;

/** Tells Jakarta Mail of {@link Pop3Store} as protocol {@code pop3}. */
public final class Pop3Provider extends Provider {
    /** Makes the description; {@code ServiceLoader} calls this. */
    public Pop3Provider() {
        super(Type.STORE, "pop3", StoreClass.preferred(Pop3Store.class), "pop3j", null);
    }
}
