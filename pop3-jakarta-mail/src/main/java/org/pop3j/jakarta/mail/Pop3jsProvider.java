package org.pop3j.jakarta.mail;

import jakarta.mail.Provider;

/** Tells Jakarta Mail of {@link Pop3sStore} as protocol {@code pop3js} too, a name that no other provider has. */
public final class Pop3jsProvider extends Provider {
    /** Makes the description; {@code ServiceLoader} calls this. */
    public Pop3jsProvider() {
        super(Type.STORE, "pop3js", Pop3sStore.class.getName(), "pop3j", null);
    }
}
