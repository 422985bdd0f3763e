import org.jspecify.annotations.NullMarked;

/**
 * For JUnit users: the contract that every maildrop store must pass, and a server for the tests of clients.
 *
 * <p>Who writes a store extends {@link org.pop3j.testkit.MaildropStoreContract}, who needs a server registers a {@link
 * org.pop3j.testkit.Pop3ServerExtension}. Dialogues to speak with it come from {@link org.pop3j.conformance.Dialogue}.
 */
@NullMarked
module org.pop3j.testkit {
    requires transitive org.junit.jupiter.api;
    requires transitive org.pop3j.conformance;
    requires transitive org.pop3j.server;
    requires transitive org.pop3j.store;
    requires static transitive org.jspecify;

    exports org.pop3j.testkit;

    // JUnit calls the tests of the contract, which are not public.
    opens org.pop3j.testkit to
            org.junit.platform.commons;
}
