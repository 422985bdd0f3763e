package org.pop3j.users;

/** A change of a users file was refused: the message says why, for people. The file is as it was. */
public final class UsersFileException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what was refused and why
     */
    public UsersFileException(String message) {
        super(message);
    }
}
