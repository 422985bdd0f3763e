package org.pop3j.cli;

import java.text.MessageFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** One line an event on standard error; no stack trace unless {@code -Dpop3.trace} asks for it. */
final class StandardErrorLogger implements System.Logger {
    private static final Level LEAST = Arrays.stream(Level.values())
            .filter(level -> level.name().equalsIgnoreCase(System.getProperty("pop3.log", "")))
            .findFirst()
            .orElse(Level.INFO);

    private final String name;

    StandardErrorLogger(String name) {
        this.name = name;
    }

    @Override
    public String getName() {
        return name;
    }

    /** What the JDK itself tells is shown where it warns. */
    @Override
    public boolean isLoggable(Level level) {
        Level least = name.startsWith("org.pop3j.") || LEAST != Level.INFO ? LEAST : Level.WARNING;
        return level != Level.OFF && level.getSeverity() >= least.getSeverity();
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
        if (isLoggable(level)) {
            String cause =
                    Optional.ofNullable(thrown).map(t -> ": " + Reason.of(t)).orElse("");
            print(level, message + cause);
            if (thrown != null && System.getProperty("pop3.trace") != null) {
                thrown.printStackTrace();
            }
        }
    }

    @Override
    public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
        if (isLoggable(level)) {
            boolean isPlain = parameters == null || parameters.length == 0;
            print(level, isPlain ? format : MessageFormat.format(format, parameters));
        }
    }

    private static void print(Level level, String message) {
        System.err.println(level.name().toLowerCase(Locale.ROOT) + ": " + Reason.oneLine(message));
    }
}
