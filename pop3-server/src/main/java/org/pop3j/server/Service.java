package org.pop3j.server;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;
import org.pop3j.codec.Reply;
import org.pop3j.codec.ResponseCode;
import org.pop3j.server.SessionSummary.End;

/**
 * Turns accepted sockets into sessions, one thread each, and knows which are running. Safe for use by several threads.
 */
final class Service {
    private static final System.Logger LOG = System.getLogger(Service.class.getName());

    private static final byte[] TURNED_AWAY = (Reply.err(
                                    ResponseCode.SYS_TEMP, "no more connections now; try again later")
                            .line()
                    + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);

    private final ServerSettings settings;
    private final ThreadFactory threads;
    private final LongSupplier nanoClock;
    private final Watchdog watchdog;
    private final Admission admission;
    private final Penalties penalties;
    private final BufferPool pool = new BufferPool();
    private final Handshakes handshakes;
    private final Openings openings;
    private final WorkThreads loginThreads;
    private final WorkThreads storeThreads;
    private final Set<Transport> running = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition sessionEnded = lock.newCondition();
    private volatile Phase phase = Phase.SERVING;

    Service(ServerSettings settings, ThreadFactory threads, LongSupplier nanoClock) {
        this.settings = settings;
        this.threads = threads;
        this.nanoClock = nanoClock;
        this.watchdog = new Watchdog(nanoClock);
        this.admission = new Admission(settings.limits());
        this.handshakes = new Handshakes(
                Handshakes.usual(), settings.times().tlsHandshake().toMillis());
        this.openings = new Openings(settings.store(), settings.times().storeStall(), nanoClock);
        this.penalties = new Penalties(settings.times().failedLogin(), nanoClock);
        this.loginThreads = new WorkThreads("pop3-login-", settings.limits().storeThreads());
        this.storeThreads = new WorkThreads("pop3-store-", settings.limits().storeThreads());
        watchdog.start(SessionThreads.platform("pop3-watchdog-"));
    }

    private enum Phase {
        SERVING,
        /** No new sessions; those there are go on. */
        STOPPING,
        /** Sessions are ended. */
        ABORTING
    }

    /** Whether TLS begins with the connection, and which. */
    enum Start {
        PLAIN(TlsVersions.CURRENT),
        TLS(TlsVersions.CURRENT),
        LEGACY_TLS(TlsVersions.LEGACY);

        private final TlsVersions versions;

        Start(TlsVersions versions) {
            this.versions = versions;
        }
    }

    Watchdog watchdog() {
        return watchdog;
    }

    /** Serves a socket on a thread of its own, or turns it away. */
    void serve(Socket client, Start start) {
        InetAddress address = ((InetSocketAddress) client.getRemoteSocketAddress()).getAddress();
        SocketTransport transport = new SocketTransport(client, tls(start));
        if (!admission.enter(address)) {
            turnAway(transport, start);
            return;
        }
        Runnable session = () -> {
            try {
                serve(transport, start);
            } finally {
                admission.leave(address);
            }
        };
        // Known before it has a thread: a server that stops meanwhile must not miss it.
        running.add(transport);
        try {
            if (phase == Phase.SERVING) {
                threads.newThread(session).start();
            } else {
                giveUp(transport, address, start);
            }
        } catch (OutOfMemoryError | RuntimeException noThread) {
            LOG.log(Level.WARNING, "no thread for a session: {0}", noThread.toString());
            giveUp(transport, address, start);
        }
    }

    private void giveUp(Transport transport, InetAddress address, Start start) {
        running.remove(transport);
        admission.leave(address);
        turnAway(transport, start);
        signalSessionEnded();
    }

    /** One short line into an empty socket cannot block; under TLS nothing can be said without a handshake. */
    private void turnAway(Transport transport, Start start) {
        settings.events().turnedAway(transport.peer());
        try {
            if (start == Start.PLAIN) {
                transport.output().write(TURNED_AWAY);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "turning {0} away failed: {1}", transport.peer(), e.getMessage());
        } finally {
            transport.abort();
        }
    }

    /** Serves a client on the current thread until its session ends. */
    End serve(Transport transport, Start start) {
        long began = nanoClock.getAsLong();
        SessionRecord record = new SessionRecord();
        running.add(transport);
        settings.events().connected(transport.peer());
        End end = End.FAILED;
        try (Watchdog.Guard guard = watchdog.watch(transport::abort)) {
            guard.limitLogin(settings.times().logIn());
            end = reason(session(transport, start, guard, record), guard);
        } finally {
            running.remove(transport);
            Duration duration = Duration.ofNanos(nanoClock.getAsLong() - began);
            settings.events().ended(transport.peer(), record.summary(duration, end));
            signalSessionEnded();
        }
        return end;
    }

    /** From now on connections are turned away. */
    void takeNoMore() {
        phase = Phase.STOPPING;
    }

    /** Whether {@link #abortSessions} was called. */
    boolean isAborting() {
        return phase == Phase.ABORTING;
    }

    /** Waits until no session is running, or the time is over. */
    boolean awaitNoSessions(Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!running.isEmpty() && left > 0) {
                left = sessionEnded.awaitNanos(left);
            }
            return running.isEmpty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return running.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Closes every connection; the sessions let go of their maildrops and remove nothing. */
    void abortSessions() {
        phase = Phase.ABORTING;
        penalties.close();
        running.forEach(Transport::abort);
    }

    void close() {
        watchdog.close();
        loginThreads.close();
        storeThreads.close();
    }

    private End session(Transport transport, Start start, Watchdog.Guard guard, SessionRecord record) {
        try {
            Connection connection = new Connection(transport, guard, pool, settings.times());
            try {
                if (start != Start.PLAIN) {
                    connection.startTls();
                }
                LoginDesk desk = desk(connection, guard, record);
                State first = AuthorizationState.first(desk, connection);
                return new Session(connection, desk.greeting(), first, settings.limits()).run();
            } finally {
                connection.abort();
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "connection of {0} ended: {1}", transport.peer(), e.getMessage());
            return End.DISCONNECTED;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the TLS context of the server failed", e);
            return End.FAILED;
        }
    }

    private LoginDesk desk(Connection connection, Watchdog.Guard guard, SessionRecord record) {
        return new LoginDesk(
                settings,
                penalties,
                work(loginThreads, guard),
                work(storeThreads, guard),
                openings,
                pool,
                record,
                connection.channel());
    }

    private StoreWork work(WorkThreads workThreads, Watchdog.Guard guard) {
        Duration patience = settings.times().storeStall();
        return SessionThreads.isCurrentVirtual()
                ? new PooledStoreWork(workThreads, guard, patience)
                : new DirectStoreWork(guard, patience);
    }

    private End reason(End end, Watchdog.Guard guard) {
        if (end != End.DISCONNECTED) {
            return end;
        }
        return guard.hasExpired() ? End.TIMED_OUT : phase == Phase.ABORTING ? End.STOPPED : end;
    }

    private TlsLayer tls(Start start) {
        return new TlsLayer(this::tlsContext, start.versions, settings.clientCertificates(), handshakes);
    }

    private SSLContext tlsContext() {
        return settings.tls()
                .orElseThrow(() -> new IllegalStateException("TLS without a certificate"))
                .get();
    }

    private void signalSessionEnded() {
        lock.lock();
        try {
            sessionEnded.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
