package org.pop3j.codec;

/**
 * Octets that are not what the grammar asks for. The message is one printable ASCII sentence that says what was expected
 * and, where that is no secret, what came, escaped and cut: a server may send it and a client may show it.
 */
public final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what was expected and what came
     */
    public SyntaxException(String message) {
        super(message);
    }
}
