package org.pop3j.jakarta.mail;

import jakarta.mail.Provider;

/** Tells Jakarta Mail of {@link Pop3Store} as protocol {@code pop3}. */
public final class Pop3Provider extends Provider {
    /** Makes the description; {@code ServiceLoader} calls this. */
    public Pop3Provider() {
        super(Type.STORE, "pop3", Pop3Store.class.getName(), "pop3j", null);
    }
}
