package org.pop3j.server;

import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.pop3j.server.spi.Authenticator;
import org.pop3j.store.spi.MaildropStore;

/** What the builder was told, for all sessions of a server. */
record ServerSettings(
        MaildropStore store,
        Authenticator authenticator,
        Optional<Supplier<SSLContext>> tls,
        ClientCertificates clientCertificates,
        PlaintextLogin plaintextLogin,
        ServerLimits limits,
        ServerTimes times,
        ServerEvents events) {
    Offer offer() {
        return new Offer(plaintextLogin, tls.isPresent());
    }
}
