package org.pop3j.cli;

import jakarta.mail.Session;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import org.pop3j.client.Trust;

/**
 * How to get at a mail server that takes messages: TLS, or STARTTLS, except on this machine where no certificate is named; all
 * waits bounded.
 *
 * @param password for the user of the URL
 * @param trust a PEM file, or the authorities of the JDK
 * @param allowPlaintext whether another machine may be talked to without TLS
 * @param from the envelope sender of SMTP
 */
record MailAccess(Optional<String> password, Optional<Path> trust, boolean allowPlaintext, Optional<String> from) {
    private static final String WAIT_MILLISECONDS = "60000";

    Session session(MailUrl url) throws IOException {
        String prefix = "mail." + url.protocol() + ".";
        Properties properties = new Properties();
        for (String wait : List.of("connectiontimeout", "timeout", "writetimeout")) {
            properties.setProperty(prefix + wait, WAIT_MILLISECONDS);
        }
        // Whoever says which certificates to believe wants to see one, on this machine too.
        boolean mayBePlain = trust.isEmpty() && (allowPlaintext || isThisMachine(url.host()));
        properties.setProperty(prefix + "starttls.enable", String.valueOf(!mayBePlain));
        properties.setProperty(prefix + "starttls.required", String.valueOf(!mayBePlain && !url.isTls()));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        properties.setProperty(prefix + "from", from.orElse("<>"));
        properties.setProperty(prefix + "auth", String.valueOf(password.isPresent()));
        if (trust.isPresent()) {
            properties.put(prefix + "ssl.socketFactory", context(trust.get()).getSocketFactory());
        }
        return Session.getInstance(properties);
    }

    private static SSLContext context(Path pem) throws IOException {
        try {
            return Trust.pem(pem).context();
        } catch (GeneralSecurityException e) {
            throw new IOException("--to-trust " + pem + ": " + e.getMessage(), e);
        }
    }

    private static boolean isThisMachine(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException isNotEvenThere) {
            return false;
        }
    }

    /** No password. */
    @Override
    public String toString() {
        return "MailAccess[]";
    }
}
