package org.pop3j.jakarta.mail;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.pop3j.client.Pop3BrokenException;
import org.pop3j.client.Pop3Session;
import org.pop3j.codec.Capabilities;
import org.pop3j.codec.DropListing;

/**
 * The connections of a store: the one that {@code connect} made serves the first folder; since QUIT ends a session, each
 * later opening gets a new one. Safe for use by several threads.
 */
final class Connections {
    private static final System.Logger LOG = System.getLogger(Connections.class.getPackageName());

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Pop3Folder, MaildropConnection> lent = new LinkedHashMap<>();
    private Optional<MaildropConnection> idle = Optional.empty();
    private Opener opener = Connections::notConnected;
    private volatile boolean isSecure;
    private volatile Optional<Login> login = Optional.empty();

    /** Connects and logs in. */
    private interface Opener {
        Pop3Session open() throws MessagingException;
    }

    /** A connection and what STAT said on it. */
    record Snapshot(MaildropConnection connection, DropListing dropListing) {}

    void begin(Access access, Login credentials) throws MessagingException {
        lock.lock();
        try {
            login = Optional.of(credentials);
            opener = () -> credentials.open(access);
            MaildropConnection first = connect();
            idle = Optional.of(first);
            if (!first.isSecure()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0}: the password went over the network in plain text; set starttls.required or use pop3s",
                        access);
            }
        } finally {
            lock.unlock();
        }
    }

    /** What the store was connected with. */
    Login login() throws MessagingException {
        return login.orElseThrow(() -> new MessagingException("the store is not connected"));
    }

    /** Whether the last connection that was made has TLS. */
    boolean isSecure() {
        return isSecure;
    }

    /** Gives a connection to a folder until {@link #takeBack}. */
    Snapshot lend(Pop3Folder folder) throws MessagingException {
        lock.lock();
        try {
            Snapshot snapshot = snapshot();
            lent.put(folder, snapshot.connection());
            return snapshot;
        } finally {
            lock.unlock();
        }
    }

    /** A session of a folder is over; the folder may have the next one already. */
    void takeBack(Pop3Folder folder, MaildropConnection connection) {
        lock.lock();
        try {
            lent.remove(folder, connection);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the server answers on a connection, a new one if there is none. */
    boolean answer() {
        try {
            return known().stream().anyMatch(MaildropConnection::answers);
        } catch (MessagingException e) {
            LOG.log(System.Logger.Level.DEBUG, "a store is connected no more", e);
            return false;
        }
    }

    Capabilities capabilities() throws MessagingException {
        try {
            return known().get(0).talk(Pop3Session::capabilities);
        } catch (IOException e) {
            throw new MessagingException("cannot ask for the capabilities: " + e.getMessage(), e);
        }
    }

    /** Closes folders that are open, deleting nothing, and ends all connections. */
    void end() {
        List<Pop3Folder> folders;
        Optional<MaildropConnection> unused;
        lock.lock();
        try {
            folders = List.copyOf(lent.keySet());
            unused = idle;
            idle = Optional.empty();
            opener = Connections::notConnected;
        } finally {
            lock.unlock();
        }
        folders.forEach(Pop3Folder::closeWithStore);
        unused.ifPresent(MaildropConnection::leave);
    }

    /** The connections there are, or a new one. */
    private List<MaildropConnection> known() throws MessagingException {
        lock.lock();
        try {
            if (lent.isEmpty() && idle.isEmpty()) {
                idle = Optional.of(connect());
            }
            List<MaildropConnection> known = new ArrayList<>(lent.values());
            idle.ifPresent(known::add);
            return known;
        } finally {
            lock.unlock();
        }
    }

    private Snapshot snapshot() throws MessagingException {
        Optional<MaildropConnection> unused = idle;
        idle = Optional.empty();
        if (unused.isPresent()) {
            try {
                return snapshot(unused.orElseThrow());
            } catch (Pop3BrokenException endedMeanwhile) {
                // Servers end sessions in which nothing is said (R1939-02); nothing has been lost with this one.
                LOG.log(System.Logger.Level.DEBUG, "connecting again", endedMeanwhile);
            }
        }
        try {
            return snapshot(connect());
        } catch (Pop3BrokenException e) {
            throw new MessagingException("cannot open the folder: " + e.getMessage(), e);
        }
    }

    private static Snapshot snapshot(MaildropConnection connection) throws Pop3BrokenException, MessagingException {
        try {
            return new Snapshot(connection, connection.talk(Pop3Session::dropListing));
        } catch (Pop3BrokenException e) {
            throw e;
        } catch (IOException e) {
            connection.leave();
            throw new MessagingException("cannot open the folder: " + e.getMessage(), e);
        }
    }

    private MaildropConnection connect() throws MessagingException {
        MaildropConnection made = new MaildropConnection(opener.open());
        isSecure = made.isSecure();
        return made;
    }

    private static Pop3Session notConnected() throws MessagingException {
        throw new MessagingException("the store is not connected");
    }
}
