package org.pop3j.oauth;

import java.io.IOException;

/** What was read is not what it should be; shows nothing of it, for it may hold tokens. */
final class MalformedAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    MalformedAnswerException(String message) {
        super(message);
    }
}
