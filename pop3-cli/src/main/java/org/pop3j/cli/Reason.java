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
import javax.net.ssl.SSLException;
import org.pop3j.client.Pop3BrokenException;
import org.pop3j.codec.PeerText;
import org.pop3j.codec.PopUrl;

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
        return oneLine(withoutClass(
                Optional.ofNullable(throwable.getMessage())
                        .orElse(throwable.getClass().getSimpleName()),
                Optional.ofNullable(throwable.getCause())));
    }

    /** The reason behind what failed; a file that is named there is not named again. */
    static String after(String what, Throwable cause) {
        boolean isNamed =
                cause instanceof FileSystemException named && named.getFile() != null && what.endsWith(named.getFile());
        return what + ": " + (isNamed ? reason((FileSystemException) cause) : of(cause));
    }

    /** Why a connection did not come about: what lies at the bottom says it best. */
    static String ofConnecting(Throwable throwable, PopUrl url) {
        Throwable bottom = bottom(throwable);
        if (bottom instanceof GeneralSecurityException) {
            return of(bottom) + " (--trust PEM or --pin SHA256 says which certificate to believe)";
        }
        return of(bottom) + schemeAdvice(throwable, bottom, url);
    }

    static Throwable bottom(Throwable throwable) {
        Throwable bottom = throwable;
        while (bottom.getCause() != null) {
            bottom = bottom.getCause();
        }
        return bottom;
    }

    /** A server with TLS from the start waits for the client to begin, one without answers in plain text. */
    private static String schemeAdvice(Throwable throwable, Throwable bottom, PopUrl url) {
        if (url.scheme() == PopUrl.Scheme.POP3S) {
            boolean isPlain = bottom instanceof SSLException && of(bottom).contains("unrecognized SSL message");
            return isPlain ? " (no TLS there: try pop3://)" : "";
        }
        boolean isSilent = throwable instanceof Pop3BrokenException
                && String.valueOf(throwable.getMessage()).startsWith("the greeting: ");
        return isSilent
                ? " while waiting for the greeting (if that is a port with TLS from the start, try pop3s://)"
                : "";
    }

    /** Messages that quote their cause name its class, which people need not know. */
    private static String withoutClass(String message, Optional<Throwable> cause) {
        return cause.map(c -> message.replace(c.toString(), of(c))).orElse(message);
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
