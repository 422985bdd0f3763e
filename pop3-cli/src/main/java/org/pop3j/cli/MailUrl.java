package org.pop3j.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.pop3j.codec.PeerText;

/**
 * Where a mail server takes messages: {@code smtp://[user@]host[:port]/recipient}, {@code imap://user@host[:port]/folder}, with
 * an {@code s} for TLS from the start. Parts are percent-decoded.
 *
 * @param protocol {@code smtp}, {@code smtps}, {@code imap} or {@code imaps}
 * @param user who logs in
 * @param host the server
 * @param port its port, -1 for the usual one
 * @param path recipient or folder
 */
record MailUrl(String protocol, Optional<String> user, String host, int port, String path) {
    static MailUrl parse(String text) throws Failure {
        try {
            URI url = new URI(text);
            Optional<String> user = Optional.ofNullable(url.getUserInfo());
            String path = Optional.ofNullable(url.getPath()).orElse("");
            if (url.getHost() == null || path.length() < 2 || url.getQuery() != null || url.getFragment() != null) {
                throw refused(text, "expected a host and, behind a slash, a recipient or a folder");
            }
            if (user.filter(u -> u.indexOf(':') >= 0).isPresent()) {
                throw refused("", "a password belongs in --to-password-file, not in --to");
            }
            String host = url.getHost().replaceAll("^\\[|]$", "");
            return new MailUrl(url.getScheme(), user, host, url.getPort(), path.substring(1));
        } catch (URISyntaxException e) {
            throw refused(text, "expected a URL");
        }
    }

    private static Failure refused(String text, String why) {
        return Failure.refused("--to: " + why + (text.isEmpty() ? "" : ", got " + PeerText.quote(text)));
    }

    boolean isTls() {
        return protocol.endsWith("s");
    }

    /** Checks what cannot work without the other. */
    void requirePasswordWith(MailAccess access) throws IOException {
        if (user.isPresent() && access.password().isEmpty()) {
            throw new IOException("a user needs --to-password-file");
        }
        if (user.isEmpty() && access.password().isPresent()) {
            throw new IOException("--to-password-file needs a user in the URL");
        }
    }
}
