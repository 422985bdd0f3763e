package org.pop3j.jakarta.mail.angus;

import jakarta.mail.Provider;

/** Tells Jakarta Mail of {@link AngusPop3Store} as protocol {@code pop3}. */
public final class AngusPop3Provider extends Provider {
    /** Makes the description; {@code ServiceLoader} calls this. */
    public AngusPop3Provider() {
        super(Type.STORE, "pop3", AngusPop3Store.class.getName(), "pop3j", null);
    }
}
