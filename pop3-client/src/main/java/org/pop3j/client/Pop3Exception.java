package org.pop3j.client;

import java.io.IOException;

/** What a session can fail with: refused (go on) or broken (the session is gone). There is no third. */
public abstract sealed class Pop3Exception extends IOException permits Pop3RefusedException, Pop3BrokenException {
    private static final long serialVersionUID = 1L;

    Pop3Exception(String message) {
        super(message);
    }

    Pop3Exception(String message, Throwable cause) {
        super(message, cause);
    }
}
