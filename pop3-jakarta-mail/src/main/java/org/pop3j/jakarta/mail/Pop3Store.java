package org.pop3j.jakarta.mail;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.URLName;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.pop3j.client.ProtocolTrace;
import org.pop3j.codec.Capability;

/**
 * The store of protocol {@code pop3}: one folder, INBOX. Applications get it by {@link Session#getStore(String)}. Safe for
 * use by several threads.
 *
 * <p><b>Without further properties {@code pop3} goes over the network in plain text, password included</b>, as its users
 * know it; a warning is logged then, once a store. Set {@code mail.pop3.starttls.required} or use {@code pop3s}.
 *
 * <p>Properties of the session, each beginning with {@code mail.pop3.} (for other protocols with their name), are those of
 * Angus Mail and some more; {@code PROPERTIES.md} of the project lists them all. A malformed value is refused when connecting,
 * with the name of the property; one that has no effect here is logged once. Every wait has a bound where nothing is said, and
 * the server's certificate and name are checked (S-19).
 *
 * <p>The dialogue is shown on the session's debug stream where {@code mail.debug} is set, passwords masked (S-26).
 */
public class Pop3Store extends Store {
    private final String protocol;
    private final ImplicitTls implicitTls;
    private final Connections connections = new Connections();
    private volatile StoreSettings settings;

    /**
     * Makes a store; {@link Session#getStore(String)} calls this.
     *
     * @param session the session, whose properties count
     * @param url protocol and perhaps host, port, user and password
     */
    public Pop3Store(Session session, URLName url) {
        this(session, url, ImplicitTls.NOT_BY_ITSELF);
    }

    Pop3Store(Session session, URLName url, ImplicitTls implicitTls) {
        super(session, url);
        this.protocol = url.getProtocol();
        this.implicitTls = implicitTls;
        this.settings = new StoreSettings(implicitTls);
    }

    /**
     * Connects and logs in; called by {@code connect}, which has asked properties and Authenticator for what is missing.
     *
     * @return false if something is missing still
     * @throws jakarta.mail.AuthenticationFailedException if user name or password are wrong
     * @throws MessagingException if the server cannot be reached, or refuses for another reason
     */
    @Override
    protected boolean protocolConnect(@Nullable String host, int port, @Nullable String user, @Nullable String password)
            throws MessagingException {
        if (host == null || user == null || password == null) {
            return false;
        }
        settings = read();
        int chosen = settings.portOr(port);
        Access access = settings.access(host, chosen, trace());
        connections.begin(access, new Login(host, chosen, user, password));
        return true;
    }

    /** Whether the server answers; connects if no connection is there, as after a folder was closed. */
    @Override
    public boolean isConnected() {
        if (!super.isConnected()) {
            return false;
        }
        if (connections.answer()) {
            return true;
        }
        disconnected();
        return false;
    }

    private void disconnected() {
        connections.end();
        try {
            super.close();
        } catch (MessagingException e) {
            throw new IllegalStateException("unreachable: the API only tells its listeners", e);
        }
    }

    /** Closes the folders that are still open, deleting nothing (R1939-27), and ends the connections. */
    @Override
    public void close() throws MessagingException {
        connections.end();
        super.close();
    }

    @Override
    public Folder getDefaultFolder() throws MessagingException {
        requireConnected();
        return new RootFolder(this);
    }

    @Override
    public Folder getFolder(String name) throws MessagingException {
        requireConnected();
        return new Pop3Folder(this, name);
    }

    @Override
    public Folder getFolder(URLName url) throws MessagingException {
        requireConnected();
        return new Pop3Folder(this, url.getFile());
    }

    /**
     * What the server announces (CAPA), asked over a connection that is there or a new one.
     *
     * @return the lines by their tags in upper case; empty if the server has no CAPA
     * @throws MessagingException if the server cannot be asked
     */
    public Map<String, String> capabilities() throws MessagingException {
        requireConnected();
        Map<String, String> lines = new LinkedHashMap<>();
        for (Capability capability : connections.capabilities().all()) {
            lines.putIfAbsent(capability.tag(), capability.text());
        }
        return Collections.unmodifiableMap(lines);
    }

    /**
     * Whether the connection has TLS, from the start or by STLS.
     *
     * @return whether it has; false where the store was never connected
     */
    public boolean isSSL() {
        return connections.isSecure();
    }

    Connections connections() {
        return connections;
    }

    /** What the properties said when the store was connected. */
    StoreSettings settings() {
        return settings;
    }

    boolean allowsUtf8() {
        Object allowed = session.getProperties().get("mail.mime.allowutf8");
        return Boolean.parseBoolean(
                String.valueOf(allowed == null ? session.getProperty("mail.mime.allowutf8") : allowed));
    }

    private StoreSettings read() throws MessagingException {
        Properties properties = session.getProperties();
        return StoreProperties.read(properties, protocol, implicitTls);
    }

    private ProtocolTrace trace() {
        return session.getDebug() ? new DebugTrace(session.getDebugOut()) : ProtocolTrace.NONE;
    }

    /** The API's own answer, which asks nobody. */
    private void requireConnected() throws MessagingException {
        if (!super.isConnected()) {
            throw new MessagingException("the store is not connected");
        }
    }
}
