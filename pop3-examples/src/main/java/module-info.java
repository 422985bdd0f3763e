import org.jspecify.annotations.NullMarked;

/**
 * Small programs, one a use, and sample mail that covers what mail really holds.
 *
 * <p>Start at {@link org.pop3j.examples.SmallestClient}, {@link org.pop3j.examples.SmallestServer} or {@link
 * org.pop3j.examples.SampleMail}.
 */
@NullMarked
module org.pop3j.examples {
    requires transitive jakarta.mail;
    requires org.pop3j.client;
    requires org.pop3j.server;
    requires transitive org.pop3j.store;
    requires org.pop3j.store.maildir;
    requires transitive org.pop3j.users;
    requires static transitive org.jspecify;

    exports org.pop3j.examples;
}
