package org.pop3j.client;

/** What a client was built with. */
record Settings(
        String host,
        int port,
        TlsMode tls,
        Trust trust,
        PlaintextLogin plaintextLogin,
        Timeouts timeouts,
        ClientLimits limits,
        Dialer dialer,
        ProtocolTrace trace) {}
