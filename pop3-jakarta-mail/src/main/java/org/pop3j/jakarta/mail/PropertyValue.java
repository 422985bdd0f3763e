package org.pop3j.jakarta.mail;

import jakarta.mail.MessagingException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.SocketFactory;
import javax.net.ssl.HostnameVerifier;
import org.pop3j.client.QuirkProfile;
import org.pop3j.codec.PeerText;

/** The value of a property: an object or, mostly, a string. */
record PropertyValue(String name, Object value) {
    /** What stands for "no limit" with other providers; here nothing waits for ever. */
    private static final Duration LONGEST = Duration.ofDays(24);

    private static final Set<String> USUAL_VERIFIERS =
            Set.of("legacy", "sun.security.util.HostnameChecker", "JdkHostnameChecker", "MailHostnameVerifier");

    boolean isTrue() throws MessagingException {
        return switch (text().toLowerCase(java.util.Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw expected("true or false");
        };
    }

    int port() throws MessagingException {
        return port(1);
    }

    /** Zero is any free one. */
    int localPort() throws MessagingException {
        return port(0);
    }

    private int port(int least) throws MessagingException {
        String what = "a port of " + least + " to 65535";
        int port = integer(what);
        if (port < least || port > 65_535) {
            throw expected(what);
        }
        return port;
    }

    /** An address of this machine, or a name of it. */
    InetAddress address() throws MessagingException {
        try {
            return InetAddress.getByName(text());
        } catch (UnknownHostException unknown) {
            throw expected("an address of this machine");
        }
    }

    Path path() throws MessagingException {
        try {
            return Path.of(text());
        } catch (InvalidPathException malformed) {
            throw expected("a path");
        }
    }

    MailLedger.Taking taking() throws MessagingException {
        return switch (text().toLowerCase(java.util.Locale.ROOT)) {
            case "flagged" -> MailLedger.Taking.FLAGGED;
            case "read" -> MailLedger.Taking.READ;
            default -> throw expected("flagged or read");
        };
    }

    QuirkProfile quirks() throws MessagingException {
        try {
            return QuirkProfile.named(text());
        } catch (IllegalArgumentException unknown) {
            throw new MessagingException(name + ": " + unknown.getMessage(), unknown);
        }
    }

    long octets() throws MessagingException {
        try {
            long octets = Long.parseLong(text());
            if (octets >= 0) {
                return octets;
            }
        } catch (NumberFormatException malformed) {
            throw expected("octets");
        }
        throw expected("octets");
    }

    /** Milliseconds; zero and less are no limit. */
    Duration time() throws MessagingException {
        int milliseconds = integer("milliseconds");
        Duration time = Duration.ofMillis(milliseconds);
        return milliseconds <= 0 || time.compareTo(LONGEST) > 0 ? LONGEST : time;
    }

    List<String> words() {
        return List.of(text().split("\\s+"));
    }

    /** As it is, SPACEs and all. */
    String secret() {
        return value.toString();
    }

    String text() {
        return value.toString().strip();
    }

    /** An object of a type, put into the properties by the application. */
    <T> T object(Class<T> type) throws MessagingException {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        throw expected("an object of type " + type.getName());
    }

    /** The factory that the static {@code getDefault()} of a named class gives, as {@link SocketFactory} has it. */
    SocketFactory factory() throws MessagingException {
        try {
            return (SocketFactory) type().getMethod("getDefault").invoke(null);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw expected("a class with a public static getDefault() that gives a SocketFactory", e);
        }
    }

    /** A verifier of a named class; or one of the names that Angus has for checks of the JDK. */
    void verifierNamed(TlsSettings tls) throws MessagingException {
        if (USUAL_VERIFIERS.contains(text())) {
            tls.usualVerifier();
            return;
        }
        try {
            tls.verifier(
                    type().asSubclass(HostnameVerifier.class).getConstructor().newInstance());
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw expected("a HostnameVerifier with a public constructor without parameters", e);
        }
    }

    /** A class by its name: as the thread sees it, else as we do. */
    Class<?> type() throws ClassNotFoundException {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        if (ofThread != null) {
            try {
                return Class.forName(text(), true, ofThread);
            } catch (ClassNotFoundException notThere) {
                return Class.forName(text());
            }
        }
        return Class.forName(text());
    }

    private int integer(String what) throws MessagingException {
        try {
            return Integer.parseInt(text());
        } catch (NumberFormatException e) {
            throw expected(what);
        }
    }

    private MessagingException expected(String what) {
        return new MessagingException(name + ": expected " + what + ", got " + shown());
    }

    private MessagingException expected(String what, Exception cause) {
        return new MessagingException(name + ": expected " + what + ", got " + shown(), cause);
    }

    String shown() {
        return PeerText.quote(text());
    }
}
