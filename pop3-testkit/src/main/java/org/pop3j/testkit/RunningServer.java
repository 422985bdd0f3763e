package org.pop3j.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pop3j.server.PlaintextLogin;
import org.pop3j.server.Pop3Server;
import org.pop3j.server.spi.Authenticator;
import org.pop3j.server.spi.Login;
import org.pop3j.store.MemoryStore;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;

/** The server of a {@link Pop3ServerExtension} while tests run; JUnit closes it. */
final class RunningServer implements AutoCloseable {
    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final MemoryStore store = new MemoryStore();
    private final Pop3Server server;

    private RunningServer(Pop3ServerExtension.Builder described) throws IOException, MaildropException {
        for (Account account : described.accounts().values()) {
            seed(account);
        }
        Authenticator authenticator = (name, password, peer) -> Optional.ofNullable(
                        described.accounts().get(name))
                .filter(account -> account.password().equals(password))
                .map(account -> new Login(name, account.maildrop()));
        Pop3Server.Builder builder =
                Pop3Server.builder(store, authenticator).listen(ANY_PORT).plaintextLogin(PlaintextLogin.ALLOWED);
        described.tls().ifPresent(context -> builder.tls(() -> context).listenTls(ANY_PORT));
        this.server = described.settings().apply(builder).start();
    }

    static RunningServer start(Pop3ServerExtension.Builder described) {
        try {
            return new RunningServer(described);
        } catch (IOException e) {
            throw new UncheckedIOException("the server could not be started", e);
        } catch (MaildropException e) {
            throw new IllegalStateException("the maildrops could not be filled", e);
        }
    }

    private void seed(Account account) throws IOException, MaildropException {
        store.create(account.maildrop());
        for (byte[] message : account.messages()) {
            store.deliver(account.maildrop(), new ByteArrayInputStream(message), Optional.empty());
        }
    }

    MemoryStore store() {
        return store;
    }

    InetSocketAddress address() {
        return server.addresses().get(0);
    }

    InetSocketAddress tlsAddress() {
        List<InetSocketAddress> addresses = server.addresses();
        if (addresses.size() < 2) {
            throw new IllegalStateException("this server does no TLS: give the extension's builder an SSLContext");
        }
        return addresses.get(1);
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }

    /** A user. */
    record Account(MaildropName maildrop, String password, List<byte[]> messages) {
        Account(MaildropName maildrop, String password) {
            this(maildrop, password, new ArrayList<>());
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "account of " + maildrop + ", " + messages.size() + " messages";
        }
    }
}
