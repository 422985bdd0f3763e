package org.pop3j.sasl;

import javax.security.sasl.Sasl;
import org.jspecify.annotations.Nullable;

/** The one thing that is ever negotiated: authentication, no layer. */
final class Negotiated {
    private Negotiated() {}

    /** Null for a property that was not negotiated: the contract of {@code javax.security.sasl}. */
    static @Nullable Object property(String name, boolean isComplete) {
        if (!isComplete) {
            throw new IllegalStateException("the exchange is not complete");
        }
        return name.equals(Sasl.QOP) ? "auth" : null;
    }
}
