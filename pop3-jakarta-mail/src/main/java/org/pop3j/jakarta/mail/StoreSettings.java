package org.pop3j.jakarta.mail;

import org.pop3j.client.PlaintextLogin;
import org.pop3j.client.Pop3Client;
import org.pop3j.client.ProtocolTrace;

/** What the properties of a store say, gathered by {@link StoreProperties}; belongs to the thread that gathers. */
final class StoreSettings {
    private final TlsSettings tls;
    private final NetworkSettings network = new NetworkSettings();
    private final LoginSettings login = new LoginSettings();
    private final FolderSettings folders = new FolderSettings();

    StoreSettings(ImplicitTls implicitTls) {
        this.tls = new TlsSettings(implicitTls);
    }

    TlsSettings tls() {
        return tls;
    }

    NetworkSettings network() {
        return network;
    }

    LoginSettings login() {
        return login;
    }

    FolderSettings folders() {
        return folders;
    }

    int portOr(int given) {
        return network.portOr(given, tls.mode().usualPort());
    }

    /** What {@link Login} connects with. */
    Access access(String host, int port, ProtocolTrace trace) {
        Pop3Client.Builder usual = builder(host, port, trace);
        network.applyTo(usual);
        if (!network.hasFallback()) {
            return new Access(usual.build(), login, tls.verifier());
        }
        Pop3Client.Builder fallback = builder(host, port, trace);
        network.applyWithoutFactoryTo(fallback);
        return new Access(usual.build(), login, tls.verifier()).orElse(fallback.build());
    }

    /** A login without TLS is what the protocol {@code pop3} means where no property asks for TLS. */
    private Pop3Client.Builder builder(String host, int port, ProtocolTrace trace) {
        return Pop3Client.builder(host)
                .port(port)
                .tls(tls.mode())
                .trust(tls.trust(host))
                .plaintextLogin(PlaintextLogin.ALLOWED)
                .trace(trace);
    }
}
