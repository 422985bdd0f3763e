import org.jspecify.annotations.NullMarked;

/**
 * The POP3 server: listeners, sessions over blocking connections, the three states of RFC 1939, TLS, limits.
 *
 * <p>Start at {@link org.pop3j.server.Pop3Server}. Maildrops come from a {@link org.pop3j.store.spi.MaildropStore}, users
 * from an {@link org.pop3j.server.spi.Authenticator}; this module ships neither.
 */
@NullMarked
module org.pop3j.server {
    requires transitive org.pop3j.sasl;
    requires transitive org.pop3j.store;
    requires org.pop3j.codec;
    requires static transitive org.jspecify;

    exports org.pop3j.server;
    exports org.pop3j.server.spi;
}
