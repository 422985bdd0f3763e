package org.pop3j.client;

import java.io.IOException;

/**
 * A message has more octets than {@link ClientLimits#messageOctets()} allows and {@link Oversize#SKIPPED} was chosen. What
 * came of it is no whole message; the session goes on.
 */
public final class MessageTooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long limitOctets;

    MessageTooLargeException(long limitOctets) {
        super("expected a message of at most " + limitOctets + " octets, got more: it is skipped");
        this.limitOctets = limitOctets;
    }

    /**
     * The limit.
     *
     * @return octets
     */
    public long limitOctets() {
        return limitOctets;
    }
}
