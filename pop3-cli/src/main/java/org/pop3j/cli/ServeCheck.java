package org.pop3j.cli;

import java.io.IOException;
import org.pop3j.codec.PeerText;
import org.pop3j.store.spi.Maildrop;
import org.pop3j.store.spi.MaildropException;
import org.pop3j.store.spi.MaildropInUseException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.MaildropStore;
import org.pop3j.store.spi.StoredContent;
import org.pop3j.store.spi.UnknownMaildropException;
import org.pop3j.users.UsersFile;

/** {@code pop3 serve --check}: opens each user's maildrop and each message in it, and says what cannot be read. */
final class ServeCheck {
    private final Terminal terminal;
    private final UsersFile users;
    private final MaildropStore store;
    private int problems;
    private int maildrops;
    private long messages;

    ServeCheck(Terminal terminal, UsersFile users, MaildropStore store) {
        this.terminal = terminal;
        this.users = users;
        this.store = store;
    }

    int run() {
        problems += users.problems().size();
        for (String name : users.names()) {
            check(new MaildropName(name));
        }
        String user = System.getProperty("user.name");
        terminal.err()
                .println("checked " + count(maildrops, "maildrop") + ", " + count(messages, "message") + ", as " + user
                        + ": " + (problems == 0 ? "all can be read" : count(problems, "problem")));
        return problems == 0 ? ExitCode.GOOD : ExitCode.FAILED;
    }

    private static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private void check(MaildropName name) {
        maildrops++;
        try (Maildrop maildrop = store.open(name)) {
            for (int number = 1; number <= maildrop.count(); number++) {
                messages++;
                checkMessage(name, maildrop, number);
            }
        } catch (MaildropInUseException e) {
            terminal.err().println(shown(name) + ": in use, not checked");
        } catch (UnknownMaildropException e) {
            terminal.err().println(shown(name) + ": no maildrop yet, served as an empty one (" + Reason.of(e) + ")");
        } catch (MaildropException e) {
            problem(name, Reason.of(e));
        }
    }

    private void checkMessage(MaildropName name, Maildrop maildrop, int number) {
        try (StoredContent content = maildrop.content(number)) {
            content.octets().read();
        } catch (MaildropException | IOException e) {
            problem(name, "message " + number + ": " + Reason.of(e));
        }
    }

    private void problem(MaildropName name, String what) {
        problems++;
        terminal.err().println(shown(name) + ": " + what);
    }

    private static String shown(MaildropName name) {
        return PeerText.escape(name.value());
    }
}
