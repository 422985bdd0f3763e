package org.pop3j.jakarta.mail;

import jakarta.mail.MessagingException;
import org.eclipse.angus.mail.util.MailConnectException;
import org.eclipse.angus.mail.util.SocketConnectException;

/** The exception of Angus for a server that cannot be reached. */
final class ConnectFailure {
    /** What Angus says where no time was set. */
    private static final int NO_TIME = -1;

    private ConnectFailure() {}

    static MessagingException of(Login login, Exception cause) {
        return new MailConnectException(
                new SocketConnectException(cause.getMessage(), cause, login.host(), login.port(), NO_TIME));
    }
}
