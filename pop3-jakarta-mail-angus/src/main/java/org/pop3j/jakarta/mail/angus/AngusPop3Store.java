package org.pop3j.jakarta.mail.angus;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.event.ConnectionEvent;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.angus.mail.pop3.POP3Store;
import org.jspecify.annotations.Nullable;
import org.pop3j.jakarta.mail.Pop3Store;

/**
 * A {@link Pop3Store} that is a {@link POP3Store} of Angus too: for code that asks for that type. Its properties are those of
 * {@link Pop3Store}. Safe for use by several threads.
 *
 * <p>Whatever Angus's class would do with its own connection is overridden: it never has one.
 */
public class AngusPop3Store extends POP3Store {
    private final Pop3Store own;
    private final AtomicBoolean isConnectedHere = new AtomicBoolean();

    /**
     * Makes a store; {@link Session#getStore(String)} calls this.
     *
     * @param session the session, whose properties count
     * @param url protocol and perhaps host, port, user and password
     */
    public AngusPop3Store(Session session, URLName url) {
        this(session, url, "pop3", new Pop3Store(session, url));
    }

    AngusPop3Store(Session session, URLName url, String protocol, Pop3Store own) {
        super(session, url, protocol, protocol.equals("pop3s"));
        this.own = own;
    }

    /** As {@link Pop3Store} does. */
    @Override
    protected boolean protocolConnect(@Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        if (host == null || user == null || password == null) {
            return false;
        }
        own.connect(host, port, user, password);
        isConnectedHere.set(true);
        return true;
    }

    /** Whether the server answers; connects if no connection is there, as after a folder was closed. */
    @Override
    public boolean isConnected() {
        boolean isConnected = own.isConnected();
        if (!isConnected && isConnectedHere.compareAndSet(true, false)) {
            setConnected(false);
            notifyConnectionListeners(ConnectionEvent.CLOSED);
        }
        return isConnected;
    }

    /** Closes the folders that are still open, deleting nothing, and ends the connections. */
    @Override
    public void close() throws MessagingException {
        isConnectedHere.set(false);
        try {
            own.close();
        } finally {
            super.close();
        }
    }

    @Override
    public Folder getFolder(String name) throws MessagingException {
        return new AngusPop3Folder(this, own, name);
    }

    @Override
    public Folder getFolder(URLName url) throws MessagingException {
        return new AngusPop3Folder(this, own, url.getFile());
    }

    /** As {@link Pop3Store#capabilities()}. */
    @Override
    public Map<String, String> capabilities() throws MessagingException {
        return own.capabilities();
    }

    /** Whether the connection has TLS. */
    @Override
    public boolean isSSL() {
        return own.isSSL();
    }
}
