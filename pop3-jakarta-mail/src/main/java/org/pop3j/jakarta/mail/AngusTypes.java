package org.pop3j.jakarta.mail;

import jakarta.mail.MessagingException;

/**
 * Types of Angus Mail that applications look for ({@code ReadableMime}, {@code MailConnectException}): used where Angus is
 * there, and not needed. With either of angus-mail and angus-core they are.
 */
interface AngusTypes {
    /** What this JVM has. */
    AngusTypes OF_THIS_JVM = ofThisJvm();

    Pop3Message message(Pop3Folder folder, int number);

    /** What is thrown when there is no connection to a server. */
    MessagingException unreachable(Login login, Exception cause);

    private static AngusTypes ofThisJvm() {
        try {
            Class.forName("org.eclipse.angus.mail.util.ReadableMime", false, AngusTypes.class.getClassLoader());
            return new Present();
        } catch (ClassNotFoundException withoutAngus) {
            return new Absent();
        }
    }

    /** Only types of the API. */
    record Absent() implements AngusTypes {
        @Override
        public Pop3Message message(Pop3Folder folder, int number) {
            return new Pop3Message(folder, number);
        }

        @Override
        public MessagingException unreachable(Login login, Exception cause) {
            return new MessagingException(cause.getMessage(), cause);
        }
    }

    /** The types of Angus; loaded only where they are there. */
    record Present() implements AngusTypes {
        @Override
        public Pop3Message message(Pop3Folder folder, int number) {
            return new ReadablePop3Message(folder, number);
        }

        @Override
        public MessagingException unreachable(Login login, Exception cause) {
            return ConnectFailure.of(login, cause);
        }
    }
}
