package org.pop3j.server;

import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.pop3j.store.spi.MaildropStore;

/** What the builder was told, for all sessions of a server. */
record ServerSettings(
        MaildropStore store,
        Logins logins,
        Optional<Supplier<SSLContext>> tls,
        ClientCertificates clientCertificates,
        PlaintextLogin plaintextLogin,
        ServerLimits limits,
        ServerTimes times,
        ServerEvents events) {
    Offer offer() {
        return new Offer(logins, plaintextLogin, tls.isPresent());
    }
}
