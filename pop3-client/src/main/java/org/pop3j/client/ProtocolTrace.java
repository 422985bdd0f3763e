package org.pop3j.client;

/**
 * Watches the dialogue of a session. Texts are escaped, secrets are masked ({@code PASS ****}, S-26), contents are left out;
 * {@link Transcript} writes it down. Called by the thread that uses the session; must not throw and should be quick.
 *
 * <p>Until a login is over its secret is masked in what the server says too: in exceptions and replies as well as here, as it is
 * and in base64, in either case. One of less than four octets is masked only where no letter or digit stands beside it.
 */
public interface ProtocolTrace {
    /** Watches nothing. */
    ProtocolTrace NONE = new ProtocolTrace() {
        @Override
        public void sent(String command) {}

        @Override
        public void received(String statusLine) {}
    };

    /**
     * A command is about to be sent.
     *
     * @param command the command line, masked
     */
    void sent(String command);

    /**
     * A status line has come.
     *
     * @param statusLine the line, escaped
     */
    void received(String statusLine);

    /**
     * A line of a listing has come (LIST, UIDL, CAPA), without the termination line.
     *
     * @param line the line, escaped
     */
    default void receivedLine(String line) {}

    /**
     * A whole message has come (RETR, TOP), or the text of LANG.
     *
     * @param octets how many octets it has
     */
    default void receivedContent(long octets) {}
}
