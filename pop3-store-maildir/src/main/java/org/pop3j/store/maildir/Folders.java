package org.pop3j.store.maildir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.Optional;
import org.pop3j.store.spi.MaildropFailedException;
import org.pop3j.store.spi.MaildropName;
import org.pop3j.store.spi.UnknownMaildropException;

/**
 * Where the Maildir of a name is, found without leaving the mail folder (S-16): below the part of the template before the
 * first {@code %} no symbolic link is followed, and every element of the real path must be the expected one.
 */
final class Folders {
    private final FolderTemplate template;
    private final Optional<FolderTemplate> control;

    /** With our own files in the Maildirs. */
    Folders(FolderTemplate template) {
        this(template, Optional.empty());
    }

    /**
     * With our own files below another folder.
     *
     * @throws IllegalArgumentException if two Maildirs could have theirs in one
     */
    Folders(FolderTemplate template, Optional<FolderTemplate> control) {
        this.template = template;
        this.control = control;
        if (control.isPresent() && !control.orElseThrow().tellsApartAs(template)) {
            throw new IllegalArgumentException(
                    "expected placeholders in the control folder that tell Maildirs apart, such as %u");
        }
    }

    /** Opens an existing Maildir; the caller closes it. */
    Maildir open(MaildropName name) throws UnknownMaildropException, MaildropFailedException {
        Path below = template.below(name);
        try {
            Path mail = topFolder(template);
            SecureDirectoryStream<Path> root = descend(secure(mail), mail, below);
            return control.isEmpty()
                    ? new Maildir(mail.resolve(below), root)
                    : new Maildir(mail.resolve(below), root, control(control.orElseThrow(), name, root));
        } catch (NoSuchFileException e) {
            throw new UnknownMaildropException("no Maildir at " + e.getFile(), e);
        } catch (IOException e) {
            throw new MaildropFailedException("cannot open the Maildir of " + name + ": " + e, e);
        }
    }

    /** Makes the Maildir and the folders on the way that are missing, each with mode 0700, durable when this returns. */
    void create(MaildropName name) throws UnknownMaildropException, MaildropFailedException {
        Path below = template.below(name);
        try {
            NewFolder.maildir(NewFolder.above(topFolder(template), below), below.getFileName());
        } catch (IOException e) {
            throw new MaildropFailedException("cannot make the Maildir of " + name + ": " + e, e);
        }
    }

    /** Opens the folder of our own files, and makes it if there is none; closes the Maildir if that fails. */
    private static SecureDirectoryStream<Path> control(
            FolderTemplate template, MaildropName name, SecureDirectoryStream<Path> root)
            throws UnknownMaildropException, IOException {
        boolean isOpen = false;
        try {
            Path below = template.below(name);
            SecureDirectoryStream<Path> opened = openOrMake(topFolder(template), below);
            isOpen = true;
            return opened;
        } finally {
            if (!isOpen) {
                root.close();
            }
        }
    }

    private static SecureDirectoryStream<Path> openOrMake(Path top, Path below) throws IOException {
        try {
            return descend(secure(top), top, below);
        } catch (NoSuchFileException none) {
            NewFolder.in(NewFolder.above(top, below), below.getFileName());
        }
        try {
            return descend(secure(top), top, below);
        } catch (NoSuchFileException e) {
            throw new IOException("the control folder is a link, or was removed again: " + e.getMessage(), e);
        }
    }

    private static Path topFolder(FolderTemplate template) throws IOException {
        try {
            return template.fixed().toRealPath();
        } catch (NoSuchFileException e) {
            throw new IOException("there is no folder " + template.fixed(), e);
        }
    }

    /** Opens the Maildir at a path, wherever that is. */
    static Maildir openMaildir(Path path) throws IOException {
        Path real = path.toRealPath();
        return new Maildir(real, secure(real));
    }

    /** The same with the folder of our own files, if that is another; it must be there. */
    static Maildir openMaildir(Path path, Optional<Path> control) throws IOException {
        if (control.isEmpty()) {
            return openMaildir(path);
        }
        Path real = path.toRealPath();
        SecureDirectoryStream<Path> own = secure(control.orElseThrow().toRealPath());
        boolean isOpen = false;
        try {
            Maildir maildir = new Maildir(real, secure(real), own);
            isOpen = true;
            return maildir;
        } finally {
            if (!isOpen) {
                own.close();
            }
        }
    }

    private static SecureDirectoryStream<Path> descend(SecureDirectoryStream<Path> top, Path mail, Path below)
            throws IOException {
        SecureDirectoryStream<Path> directory = top;
        Path path = mail;
        for (Path element : below) {
            path = path.resolve(element);
            try (SecureDirectoryStream<Path> parent = directory) {
                directory = new Entry(parent, element).enter();
            } catch (NoSuchFileException e) {
                throw new NoSuchFileException(path.toString());
            }
        }
        try {
            checkReal(path);
            return directory;
        } catch (IOException e) {
            directory.close();
            throw e;
        }
    }

    private static void checkReal(Path path) throws IOException {
        if (!path.toRealPath().equals(path)) {
            throw new NoSuchFileException(path + " (its real path is another one)");
        }
    }

    private static SecureDirectoryStream<Path> secure(Path folder) throws IOException {
        var directory = Files.newDirectoryStream(folder);
        if (directory instanceof SecureDirectoryStream<Path> secure) {
            return secure;
        }
        directory.close();
        throw new IOException("Maildirs need a POSIX file system that opens files relative to a folder");
    }
}
