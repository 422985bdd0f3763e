package org.pop3j.conformance;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.pop3j.conformance.delivery.CommandDeliverer;
import org.pop3j.conformance.delivery.SmtpDeliverer;

/** A way to put a message into the maildrop of the account that is checked. Used by one thread at a time. */
@FunctionalInterface
public interface Deliverer {
    /**
     * Delivers one message, so that the next session finds it.
     *
     * @param message the octets, line ends CRLF unless the message has others on purpose
     * @throws IOException if it was not delivered
     */
    void deliver(byte[] message) throws IOException;

    /**
     * Starts a program for each message: the message is its standard input, and exit code 0 means delivered.
     *
     * @param command the program and its arguments
     * @return the way
     */
    static Deliverer command(List<String> command) {
        return new CommandDeliverer(command);
    }

    /**
     * Sends each message by SMTP (RFC 5321), without TLS.
     *
     * @param server where the mail server listens
     * @param recipient the address of the account
     * @return the way
     */
    static Deliverer smtp(InetSocketAddress server, String recipient) {
        return new SmtpDeliverer(server, "EHLO", recipient);
    }

    /**
     * Sends each message by LMTP (RFC 2033).
     *
     * @param server where the delivery agent listens
     * @param recipient the address of the account
     * @return the way
     */
    static Deliverer lmtp(InetSocketAddress server, String recipient) {
        return new SmtpDeliverer(server, "LHLO", recipient);
    }
}
