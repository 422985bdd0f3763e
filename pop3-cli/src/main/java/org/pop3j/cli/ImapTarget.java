package org.pop3j.cli;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.io.InputStream;
import org.pop3j.client.SyncMessage;

/** Appends messages to a folder of an IMAP server; a message is the server's when it has answered APPEND. */
final class ImapTarget implements FetchTarget {
    private final MailUrl url;
    private final MailAccess access;
    private final Session session;
    private final Store store;

    private ImapTarget(MailUrl url, MailAccess access, Session session, Store store) {
        this.url = url;
        this.access = access;
        this.session = session;
        this.store = store;
    }

    static ImapTarget open(MailUrl url, MailAccess access) throws IOException {
        url.requirePasswordWith(access);
        if (url.user().isEmpty()) {
            throw new IOException("an IMAP server wants a user: write imap://user@host/folder");
        }
        try {
            Session session = access.session(url);
            ImapTarget target = new ImapTarget(url, access, session, session.getStore(url.protocol()));
            if (!target.folder().exists()) {
                throw new IOException("the server has no such folder");
            }
            return target;
        } catch (MessagingException e) {
            throw new IOException(MailReason.of(e), e);
        }
    }

    /** Servers hang up when nothing comes for a while. */
    private Folder folder() throws MessagingException {
        if (!store.isConnected()) {
            store.connect(
                    url.host(),
                    url.port(),
                    url.user().orElseThrow(),
                    access.password().orElseThrow());
        }
        return store.getFolder(url.path());
    }

    @Override
    public void store(SyncMessage message, InputStream content) throws IOException {
        try (Spool spool = Spool.of(content)) {
            folder().appendMessages(new Message[] {new RawMessage(session, spool)});
        } catch (MessagingException e) {
            throw new IOException(MailReason.of(e), e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            store.close();
        } catch (MessagingException e) {
            throw new IOException(MailReason.of(e), e);
        }
    }
}
