package org.pop3j.cli;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import org.pop3j.codec.PeerText;

/** What a throwable says to people: a short sentence in one line, without the name of a class. */
final class Reason {
    private Reason() {}

    static String of(Throwable throwable) {
        if (throwable instanceof FileSystemException e) {
            return PeerText.escape(e.getFile() == null ? reason(e) : e.getFile() + ": " + reason(e));
        } else if (throwable instanceof UnknownHostException e) {
            return "no address is known for the host " + PeerText.escape(String.valueOf(e.getMessage()));
        } else if (throwable instanceof ConnectException e && e.getMessage() == null) {
            return "the connection was refused";
        }
        return oneLine(Optional.ofNullable(throwable.getMessage())
                .orElse(throwable.getClass().getSimpleName()));
    }

    /** Why a connection did not come about: what lies at the bottom says it best. */
    static String ofConnecting(Throwable throwable) {
        Throwable bottom = throwable;
        while (bottom.getCause() != null) {
            bottom = bottom.getCause();
        }
        boolean isAboutTrust = bottom instanceof GeneralSecurityException;
        return of(bottom) + (isAboutTrust ? " (--trust PEM or --pin SHA256 says which certificate to believe)" : "");
    }

    private static String reason(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file or folder";
        } else if (e instanceof AccessDeniedException) {
            return "access denied";
        } else if (e instanceof FileAlreadyExistsException) {
            return "exists already";
        } else if (e instanceof NotDirectoryException) {
            return "not a folder";
        } else if (e instanceof DirectoryNotEmptyException) {
            return "the folder is not empty";
        }
        return Optional.ofNullable(e.getReason()).orElse("input or output failed");
    }

    /** Line ends become spaces: complaints have one line. */
    static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
