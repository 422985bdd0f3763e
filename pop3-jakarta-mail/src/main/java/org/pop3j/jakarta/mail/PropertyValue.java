package org.pop3j.jakarta.mail;

import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.List;
import javax.net.SocketFactory;
import org.pop3j.codec.PeerText;

/** The value of a property: an object or, mostly, a string. */
record PropertyValue(String name, Object value) {
    /** What stands for "no limit" with other providers; here nothing waits for ever. */
    private static final Duration LONGEST = Duration.ofDays(24);

    boolean isTrue() throws MessagingException {
        return switch (text().toLowerCase(java.util.Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw expected("true or false");
        };
    }

    int port() throws MessagingException {
        int port = integer("a port of 1 to 65535");
        if (port < 1 || port > 65_535) {
            throw expected("a port of 1 to 65535");
        }
        return port;
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
            ClassLoader loader = Thread.currentThread().getContextClassLoader();
            Object factory =
                    Class.forName(text(), true, loader).getMethod("getDefault").invoke(null);
            return (SocketFactory) factory;
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new MessagingException(
                    name + ": expected a class with a public static getDefault() that gives a SocketFactory, got "
                            + shown(),
                    e);
        }
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

    private String shown() {
        return PeerText.quote(text());
    }
}
