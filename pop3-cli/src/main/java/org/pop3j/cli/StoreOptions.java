package org.pop3j.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.pop3j.codec.PeerText;
import org.pop3j.store.MaildropStores;
import org.pop3j.store.maildir.MaildirStore;
import org.pop3j.store.spi.MaildropFailedException;
import org.pop3j.store.spi.MaildropStore;
import picocli.CommandLine.Option;

/** Where the mail is: {@code --maildirs DIR} or {@code --store URI}. */
final class StoreOptions {
    @Option(
            names = "--maildirs",
            paramLabel = "DIR",
            description =
                    "The maildrop of user U is the Maildir DIR/U; DIR may hold %%u (user), %%n (before the last @), %%d"
                            + " (behind it).")
    private Optional<String> maildirs = Optional.empty();

    @Option(
            names = "--store",
            paramLabel = "URI",
            description = "A store by its URI, such as maildir:/srv/mail; memory: forgets its mail at the end.")
    private Optional<String> store = Optional.empty();

    boolean areGiven() {
        return maildirs.isPresent() || store.isPresent();
    }

    /** Opens the store; the caller closes it. */
    MaildropStore open() throws Failure {
        if (maildirs.isPresent() == store.isPresent()) {
            throw Failure.refused(
                    maildirs.isPresent()
                            ? "expected --maildirs DIR or --store URI, got both"
                            : "where is the mail? expected --maildirs DIR or --store URI");
        }
        return maildirs.isPresent() ? maildirStore(maildirs.get()) : storeOf(store.orElseThrow());
    }

    private static MaildropStore maildirStore(String template) throws Failure {
        try {
            MaildropStore opened = MaildirStore.in(template);
            requireFolder(Path.of(template.replaceFirst("(^|/)[^/]*%[und].*$", "$1")));
            return opened;
        } catch (IllegalArgumentException e) {
            throw Failure.refused("--maildirs", e);
        }
    }

    /** Why the store cannot know the name, if it is for want of a domain. */
    Optional<String> missingDomain(String name) {
        boolean isMissing = maildirs.map(template -> template.replace("%%", ""))
                        .filter(t -> t.contains("%d"))
                        .isPresent()
                && name.indexOf('@') < 0;
        return isMissing
                ? Optional.of("--maildirs has %d, so the name needs an @ and a domain; got " + PeerText.quote(name))
                : Optional.empty();
    }

    private static void requireFolder(Path folder) throws Failure {
        if (Files.isDirectory(folder.toAbsolutePath())) {
            return;
        }
        throw Failure.refused(
                Files.exists(folder)
                        ? "--maildirs " + folder + " is a file, expected a folder"
                        : "the folder of --maildirs " + folder + " is missing; make it first: mkdir -m 700 " + folder);
    }

    private static MaildropStore storeOf(String uri) throws Failure {
        try {
            // A URI has something behind the colon. Not so for maildir: - an empty variable must not mean the root
            // folder.
            return MaildropStores.store(new URI(uri.equalsIgnoreCase("memory:") ? uri + "/" : uri));
        } catch (URISyntaxException e) {
            throw Failure.refused("--store: expected a URI, got " + PeerText.quote(uri));
        } catch (IllegalArgumentException e) {
            throw Failure.refused("--store", e);
        } catch (MaildropFailedException e) {
            throw Failure.failed("cannot reach the store " + PeerText.quote(uri), e);
        }
    }
}
