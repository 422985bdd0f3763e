import org.jspecify.annotations.NullMarked;

/**
 * The {@code pop3} command: demo, serve, user, deliver, fetch, check. For packagers and scripts the command line is the contract;
 * for Java only {@link org.pop3j.cli.Pop3} is exported.
 *
 * @provides java.lang.System.LoggerFinder
 */
@NullMarked
module org.pop3j.cli {
    requires org.pop3j.client;
    requires org.pop3j.codec;
    requires org.pop3j.conformance;
    requires org.pop3j.examples;
    requires org.pop3j.jakarta.mail;
    requires org.pop3j.oauth;
    requires org.pop3j.sasl;
    requires org.pop3j.server;
    requires org.pop3j.store;
    requires org.pop3j.store.maildir;
    requires org.pop3j.users;
    requires info.picocli;
    requires jakarta.mail;
    // SMTP and IMAP for fetch --to; found by jakarta.mail as services, named here so that a runtime image has them.
    requires org.eclipse.angus.mail;
    requires jdk.httpserver;
    // For the signals of POSIX: there is no other way to them.
    requires jdk.unsupported;
    requires org.snakeyaml.engine;
    requires static transitive org.jspecify;

    exports org.pop3j.cli;

    opens org.pop3j.cli to
            info.picocli;

    provides System.LoggerFinder with
            org.pop3j.cli.StandardErrorLoggers;
}
