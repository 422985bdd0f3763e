package org.pop3j.store.maildir;

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedDirectoryStreamException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lock that Dovecot's POP3 server takes with {@code pop3_lock_session=yes}: a file that exists as long as the session,
 * holds {@code pid:host}, is touched again and again, and is stale after five minutes without, or when the process is gone.
 */
final class DovecotLock implements Closeable {
    static final Path FILE = Path.of("dovecot-pop3-session.lock");
    private static final System.Logger LOG = System.getLogger("org.pop3j.store.maildir");
    private static final Pattern OWNER = Pattern.compile("([0-9]{1,9}):(.+)");
    private static final int LONGEST_OWNER = 300;
    private static final Duration STALE = Duration.ofMinutes(5);
    private static final Duration TOUCHED = Duration.ofMinutes(2);
    private static final ScheduledExecutorService TIMER =
            Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "pop3j-session-locks"));
    /** As many as touches that do not come back, one a session at most: a file system that is stuck keeps no other waiting. */
    private static final ExecutorService TOUCHING =
            Executors.newCachedThreadPool(work -> daemon(work, "pop3j-session-lock-touch"));

    private final Entry file;
    /** Kept open so that no other file gets the same inode. */
    private final FileChannel channel;

    private final Object identity;
    private final Clock clock;
    private final ScheduledFuture<?> touching;
    private final AtomicBoolean isBeingTouched = new AtomicBoolean();
    private boolean isClosed;

    private DovecotLock(Entry file, FileChannel channel, Clock clock, Duration every) throws IOException {
        this.file = file;
        this.channel = channel;
        this.identity = file.attributes().fileKey();
        this.clock = clock;
        this.touching = TIMER.scheduleWithFixedDelay(
                this::touchElsewhere, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Takes the lock; empty if somebody else has it. To be called by who has {@link MaildirLock}. */
    static Optional<DovecotLock> take(Maildir maildir, Clock clock) throws IOException {
        return take(maildir, clock, TOUCHED);
    }

    /** {@code every}: how long it is left alone between two touches. */
    static Optional<DovecotLock> take(Maildir maildir, Clock clock, Duration every) throws IOException {
        Entry file = maildir.entry(FILE);
        try {
            return Optional.of(make(file, clock, every));
        } catch (FileAlreadyExistsException taken) {
            if (!isStale(file.attributes(), clock) && !isLeftBehind(file)) {
                return Optional.empty();
            }
            LOG.log(Level.WARNING, "a stale session lock is replaced in {0}", maildir);
            file.delete();
            return Optional.of(make(file, clock, every));
        }
    }

    private static DovecotLock make(Entry file, Clock clock, Duration every) throws IOException {
        String owner = ProcessHandle.current().pid() + ":" + DeliveryName.HOST;
        FileChannel channel = file.open(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            channel.write(ByteBuffer.wrap(owner.getBytes(StandardCharsets.ISO_8859_1)));
            return new DovecotLock(file, channel, clock, every);
        } catch (IOException e) {
            channel.close();
            file.delete();
            throw e;
        }
    }

    private static boolean isStale(PosixFileAttributes attributes, Clock clock) {
        return attributes.lastModifiedTime().toInstant().plus(STALE).isBefore(clock.instant());
    }

    /**
     * Whether its process, one of ours on this machine, is no more: a crash must not keep everybody out for five minutes
     * (R1939-15). Dovecot does the same. Processes of other users may be hidden, and so count as alive.
     */
    private static boolean isLeftBehind(Entry file) throws IOException {
        PosixFileAttributes attributes = file.attributes();
        if (!attributes.isRegularFile() || !attributes.owner().getName().equals(System.getProperty("user.name"))) {
            return false;
        }
        try (FileChannel channel = file.openForReading()) {
            ByteBuffer octets = ByteBuffer.allocate(LONGEST_OWNER);
            channel.read(octets);
            Matcher owner =
                    OWNER.matcher(new String(octets.array(), 0, octets.position(), StandardCharsets.ISO_8859_1));
            return owner.matches()
                    && owner.group(2).equals(DeliveryName.HOST)
                    && ProcessHandle.of(Long.parseLong(owner.group(1))).isEmpty();
        }
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private void touchElsewhere() {
        if (isBeingTouched.compareAndSet(false, true)) {
            TOUCHING.execute(() -> {
                try {
                    touch();
                } finally {
                    isBeingTouched.set(false);
                }
            });
        }
    }

    /** Tells others that the session lives. */
    void touch() {
        try {
            if (isHeld()) {
                file.touch(clock.instant());
            }
        } catch (ClosedDirectoryStreamException endedMeanwhile) {
            LOG.log(Level.TRACE, "a session ended while its lock was touched", endedMeanwhile);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a session lock could not be touched, others may take it", e);
        }
    }

    boolean isHeld() {
        try {
            return file.attributes().fileKey().equals(identity);
        } catch (IOException removed) {
            // Somebody thought that it was stale.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (isClosed) {
            // By now the file may be that of another session, with the same inode.
            return;
        }
        isClosed = true;
        touching.cancel(false);
        try (channel) {
            if (isHeld()) {
                file.delete();
            }
        }
    }
}
