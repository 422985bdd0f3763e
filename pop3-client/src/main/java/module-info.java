import org.jspecify.annotations.NullMarked;

/**
 * The POP3 client: connections with TLS and bounded waits, sessions, pipelined transfer.
 *
 * <p>Only new mail, at least once and remembered on disk: {@link org.pop3j.client.Pop3Sync}; many accounts: {@link
 * org.pop3j.client.Pop3Poller}.
 *
 * <p>Start at {@link org.pop3j.client.Pop3Client}; it connects to a {@link org.pop3j.client.Pop3Session}. What can go
 * wrong is {@link org.pop3j.client.Pop3RefusedException} (the server said no, go on) or {@link
 * org.pop3j.client.Pop3BrokenException} (the session is gone, and nothing was deleted).
 */
@NullMarked
module org.pop3j.client {
    requires java.naming;
    // The DNS client behind java.naming: named here, so that a runtime image has it.
    requires jdk.naming.dns;
    requires transitive org.pop3j.codec;
    requires org.pop3j.sasl;
    requires static transitive org.jspecify;

    exports org.pop3j.client;
}
