package org.pop3j.client;

/** What a client was built with. */
record Settings(
        String host,
        int port,
        TlsMode tls,
        Trust trust,
        PlaintextLogin plaintextLogin,
        LoginPolicy loginPolicy,
        Timeouts timeouts,
        ClientLimits limits,
        Dialer dialer,
        ProtocolTrace trace,
        Conduct conduct) {
    Settings withLimits(ClientLimits other) {
        return new Settings(
                host, port, tls, trust, plaintextLogin, loginPolicy, timeouts, other, dialer, trace, conduct);
    }

    boolean takes(Quirk quirk) {
        return conduct.profile().takes(quirk);
    }
}
