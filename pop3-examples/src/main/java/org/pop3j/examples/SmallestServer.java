package org.pop3j.examples;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.pop3j.server.PlaintextLogin;
import org.pop3j.server.Pop3Server;
import org.pop3j.server.spi.Authenticator;
import org.pop3j.server.spi.Login;
import org.pop3j.store.MemoryStore;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropName;

/** Serves one message to one user, from memory: what a test of a mail client needs. */
public final class SmallestServer {
    private SmallestServer() {}

    /**
     * Serves a message of standard input until the program is ended.
     *
     * @param args none
     * @throws IOException if there is no free port
     * @throws MaildropException if the message cannot be stored
     * @throws InterruptedException if somebody interrupts this thread
     */
    public static void main(String[] args) throws IOException, MaildropException, InterruptedException {
        try (Pop3Server server = start(System.in)) {
            System.out.println("user ada, password secret, " + server.addresses());
            Thread.currentThread().join();
        }
    }

    static Pop3Server start(InputStream message) throws IOException, MaildropException {
        // snippet: server
        MaildropName ada = new MaildropName("ada");
        MemoryStore store = new MemoryStore();
        store.create(ada);
        store.deliver(ada, message, Optional.empty());
        Authenticator users = (name, password, peer) ->
                name.equals("ada") && password.equals("secret") ? Optional.of(new Login(name, ada)) : Optional.empty();
        Pop3Server server = Pop3Server.builder(store, users)
                .listen(new InetSocketAddress("127.0.0.1", 0)) // any free port: server.addresses() says which
                .plaintextLogin(PlaintextLogin.ALLOWED) // without TLS: for tests only
                .start();
        // end
        return server;
    }
}
