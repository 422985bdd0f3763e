package org.pop3j.cli;

/** Binds {@link System.Logger} to standard error, a line an event; {@code -Dpop3.log=DEBUG} shows more. */
public final class StandardErrorLoggers extends System.LoggerFinder {
    /** Made by the JDK. */
    public StandardErrorLoggers() {}

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new StandardErrorLogger(name);
    }
}
