package org.pop3j.jakarta.mail.angus;

import jakarta.mail.Provider;

/** Tells Jakarta Mail of {@link AngusPop3sStore} as protocol {@code pop3s}. */
public final class AngusPop3sProvider extends Provider {
    /** Makes the description; {@code ServiceLoader} calls this. */
    public AngusPop3sProvider() {
        super(Type.STORE, "pop3s", AngusPop3sStore.class.getName(), "pop3j", null);
    }
}
