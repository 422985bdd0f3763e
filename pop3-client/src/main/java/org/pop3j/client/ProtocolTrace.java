package org.pop3j.client;

/**
 * Watches the dialogue of a session. Texts are escaped, secrets are masked ({@code PASS ****}, S-26), listings and contents
 * are left out. Called by the thread that uses the session; must not throw and should be quick.
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
}
