import org.jspecify.annotations.NullMarked;
import org.pop3j.jakarta.mail.Pop3Provider;
import org.pop3j.jakarta.mail.Pop3jProvider;
import org.pop3j.jakarta.mail.Pop3jsProvider;
import org.pop3j.jakarta.mail.Pop3sProvider;

/**
 * The Jakarta Mail provider of pop3j: stores for the protocols {@code pop3} and {@code pop3s}, found by {@code Session}
 * without further words, also beside Angus Mail.
 *
 * <p>The API needs an implementation of its {@code StreamProvider}: put {@code org.eclipse.angus:angus-mail} on the path,
 * or, where nothing else of Angus is wanted, {@code org.eclipse.angus:angus-core} and {@code
 * org.eclipse.angus:angus-activation}. This module needs neither to compile.
 *
 * <p>Applications use the types of {@code jakarta.mail}; {@link org.pop3j.jakarta.mail.Pop3Folder} has what POP3 has
 * beyond them: unique-ids and sizes of any magnitude.
 *
 * @provides jakarta.mail.Provider
 */
@NullMarked
module org.pop3j.jakarta.mail {
    requires transitive jakarta.mail;
    requires org.pop3j.client;
    requires static org.eclipse.angus.mail;
    requires static transitive org.jspecify;

    exports org.pop3j.jakarta.mail;

    provides jakarta.mail.Provider with
            Pop3Provider,
            Pop3sProvider,
            Pop3jProvider,
            Pop3jsProvider;
}
