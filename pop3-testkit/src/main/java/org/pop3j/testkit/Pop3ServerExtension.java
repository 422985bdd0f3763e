package org.pop3j.testkit;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.pop3j.server.Pop3Server;
import org.pop3j.store.MemoryStore;
import org.pop3j.store.spi.MaildropName;

/**
 * Runs a POP3 server on a free loopback port during a test: with a store in memory, users and their mail.
 *
 * <pre>{@code
 * @RegisterExtension
 * final Pop3ServerExtension pop3 = Pop3ServerExtension.builder()
 *         .user("mrose", "secret")
 *         .message("mrose", message)
 *         .build();
 * }</pre>
 *
 * <p>As a field of the test object each test has its own server; as a static field all tests of the class share one. It
 * takes passwords without TLS: it is for tests on loopback.
 */
public final class Pop3ServerExtension implements BeforeAllCallback, BeforeEachCallback {
    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(Pop3ServerExtension.class);

    private final Builder described;
    private Optional<RunningServer> running = Optional.empty();

    private Pop3ServerExtension(Builder described) {
        this.described = described;
    }

    /**
     * Describes a server; without more it has no users.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        start(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        start(context);
    }

    /** A store of JUnit finds what the one of the whole class has, and closes what is its own when its scope ends. */
    private void start(ExtensionContext context) {
        running = Optional.of(context.getStore(NAMESPACE)
                .computeIfAbsent(this, extension -> RunningServer.start(described), RunningServer.class));
    }

    /**
     * Where the server listens without TLS; it offers STLS if {@link Builder#tls} was given.
     *
     * @return a loopback address
     * @throws IllegalStateException if no test is running
     */
    public InetSocketAddress address() {
        return server().address();
    }

    /**
     * The port of {@link #address()}.
     *
     * @return the port
     * @throws IllegalStateException if no test is running
     */
    public int port() {
        return address().getPort();
    }

    /**
     * Where the server listens with TLS from the start.
     *
     * @return a loopback address
     * @throws IllegalStateException if no test is running, or {@link Builder#tls} was not given
     */
    public InetSocketAddress tlsAddress() {
        return server().tlsAddress();
    }

    /**
     * The store behind the server, to deliver to and to look into. The maildrop of a user has the user's name.
     *
     * @return the store
     * @throws IllegalStateException if no test is running
     */
    public MemoryStore store() {
        return server().store();
    }

    private RunningServer server() {
        return running.orElseThrow(() ->
                new IllegalStateException("the server runs during a test: register this extension, and ask in a test"));
    }

    /** Describes a server; belongs to one thread. */
    public static final class Builder {
        private final Map<String, RunningServer.Account> accounts = new LinkedHashMap<>();
        private Optional<SSLContext> tls = Optional.empty();
        private UnaryOperator<Pop3Server.Builder> settings = UnaryOperator.identity();

        private Builder() {}

        /**
         * Adds a user with an empty maildrop.
         *
         * @param name the user name, and the name of the maildrop
         * @param password the password
         * @return this
         */
        public Builder user(String name, String password) {
            accounts.put(name, new RunningServer.Account(new MaildropName(name), password));
            return this;
        }

        /**
         * Puts a message into the maildrop of a user before the server starts.
         *
         * @param name a user added before
         * @param octets the message, line ends LF or CRLF
         * @return this
         * @throws IllegalArgumentException if there is no such user
         */
        public Builder message(String name, byte[] octets) {
            Optional.ofNullable(accounts.get(name))
                    .orElseThrow(() -> new IllegalArgumentException("add the user " + name + " before its messages"))
                    .messages()
                    .add(octets.clone());
            return this;
        }

        /**
         * Gives certificate and key: the server offers STLS, and listens with TLS from the start too.
         *
         * @param context the TLS context
         * @return this
         */
        public Builder tls(SSLContext context) {
            this.tls = Optional.of(context);
            return this;
        }

        /**
         * Sets anything else of the server, limits for example.
         *
         * @param settings gets the server's builder, with its listeners, and gives it back
         * @return this
         */
        public Builder settings(UnaryOperator<Pop3Server.Builder> settings) {
            this.settings = settings;
            return this;
        }

        /**
         * Makes the extension; the server starts with the test.
         *
         * @return the extension
         */
        public Pop3ServerExtension build() {
            return new Pop3ServerExtension(this);
        }

        Map<String, RunningServer.Account> accounts() {
            return accounts;
        }

        Optional<SSLContext> tls() {
            return tls;
        }

        UnaryOperator<Pop3Server.Builder> settings() {
            return settings;
        }
    }
}
