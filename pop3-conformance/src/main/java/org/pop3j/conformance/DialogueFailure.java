package org.pop3j.conformance;

/**
 * The other side did not keep to the dialogue. The message has what was expected, what came, and the dialogue up to
 * there; passwords and other secrets of PASS, APOP and AUTH are masked in it.
 *
 * <p>An {@link AssertionError}, so that every test framework counts it as a failed test and not as a broken one.
 */
public final class DialogueFailure extends AssertionError {
    private static final long serialVersionUID = 1L;

    DialogueFailure(String message) {
        super(message);
    }

    DialogueFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
