package org.pop3j.client;

/** How a connection gets TLS. */
public enum TlsMode {
    /** No TLS: for tests and for servers on the same machine. A login needs {@link PlaintextLogin#ALLOWED}. */
    NONE(110),
    /**
     * STLS where the server announces it, else no TLS: an attacker in between can take it away (S-03), so a login on a
     * connection that stayed without TLS needs {@link PlaintextLogin#ALLOWED}.
     */
    STLS_IF_OFFERED(110),
    /** STLS, or the connection ends before any credential is sent (R2595-08). */
    STLS_REQUIRED(110),
    /** TLS from the first octet (RFC 8314 section 3.1): the default and the best. */
    TLS(995);

    private final int usualPort;

    TlsMode(int usualPort) {
        this.usualPort = usualPort;
    }

    /**
     * The port that servers use for this mode.
     *
     * @return 110 or 995
     */
    public int usualPort() {
        return usualPort;
    }
}
