package org.pop3j.cli;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.io.InputStream;
import org.pop3j.client.SyncMessage;
import org.pop3j.codec.PeerText;

/** Hands messages to an SMTP server for one recipient; a message is the server's when it has answered the end of DATA. */
final class SmtpTarget implements FetchTarget {
    private final MailUrl url;
    private final MailAccess access;
    private final Session session;
    private final Transport transport;
    private final Address[] recipients;

    private SmtpTarget(MailUrl url, MailAccess access, Session session, Transport transport, Address recipient) {
        this.url = url;
        this.access = access;
        this.session = session;
        this.transport = transport;
        this.recipients = new Address[] {recipient};
    }

    static SmtpTarget open(MailUrl url, MailAccess access) throws IOException {
        url.requirePasswordWith(access);
        try {
            Session session = access.session(url);
            Address recipient = new InternetAddress(url.path(), true);
            SmtpTarget target = new SmtpTarget(url, access, session, session.getTransport(url.protocol()), recipient);
            target.connect();
            return target;
        } catch (AddressException e) {
            throw new IOException("expected a mail address behind the slash, got " + PeerText.quote(url.path()), e);
        } catch (MessagingException e) {
            throw new IOException(MailReason.of(e), e);
        }
    }

    /** Servers hang up when nothing comes for a while. */
    private void connect() throws MessagingException {
        if (!transport.isConnected()) {
            transport.connect(
                    url.host(),
                    url.port(),
                    url.user().orElse(null),
                    access.password().orElse(null));
        }
    }

    @Override
    public void store(SyncMessage message, InputStream content) throws IOException {
        try (Spool spool = Spool.of(content)) {
            connect();
            transport.sendMessage(new RawMessage(session, spool), recipients);
        } catch (MessagingException e) {
            throw new IOException(MailReason.of(e), e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            transport.close();
        } catch (MessagingException e) {
            throw new IOException(MailReason.of(e), e);
        }
    }
}
