package org.pop3j.jakarta.mail;

import jakarta.mail.Provider;

/** Tells Jakarta Mail of {@link Pop3Store} as protocol {@code pop3j} too, a name that no other provider has. */
public final class Pop3jProvider extends Provider {
    /** Makes the description; {@code ServiceLoader} calls this. */
    public Pop3jProvider() {
        super(Type.STORE, "pop3j", Pop3Store.class.getName(), "pop3j", null);
    }
}
