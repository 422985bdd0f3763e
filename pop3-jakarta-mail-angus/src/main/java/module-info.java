import org.jspecify.annotations.NullMarked;
import org.pop3j.jakarta.mail.angus.AngusPop3Provider;
import org.pop3j.jakarta.mail.angus.AngusPop3sProvider;

/**
 * The provider of {@code org.pop3j.jakarta.mail} for code that asks for Angus's own types: its stores, folders and messages
 * extend {@code POP3Store}, {@code POP3Folder} and {@code POP3Message} of Angus Mail. Whoever uses the types of the Jakarta
 * Mail API only does not need it.
 *
 * <p>Nothing to call: with the module present, {@code pop3} and {@code pop3s} are its stores.
 *
 * @provides jakarta.mail.Provider
 */
@NullMarked
module org.pop3j.jakarta.mail.angus {
    requires transitive org.eclipse.angus.mail;
    requires transitive org.pop3j.jakarta.mail;
    requires static transitive org.jspecify;

    exports org.pop3j.jakarta.mail.angus;

    provides jakarta.mail.Provider with
            AngusPop3Provider,
            AngusPop3sProvider;
}
