package org.pop3j.store.maildir;

import java.nio.file.NoSuchFileException;

/** The message is no longer in the Maildir under any name. */
final class MessageGoneException extends NoSuchFileException {
    private static final long serialVersionUID = 1L;

    MessageGoneException(String place) {
        super(place, null, "message gone: somebody else removed or replaced it");
    }
}
