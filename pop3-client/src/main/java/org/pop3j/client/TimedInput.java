package org.pop3j.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The input of a connection with bounded waits (D-2): each read by an idle time, a whole line or reply by a deadline, and a
 * long reply by a minimum rate (S-08). Belongs to the thread of the session.
 *
 * <p>The socket option ends a wait for one raw read; one read of TLS is as many of those as a record takes, so that the
 * watchdog has to end what drips.
 */
final class TimedInput extends InputStream {
    private final Socket socket;
    private final boolean isTls;
    private final Watchdog watchdog;
    private final InputStream source;
    private final BriefWait.Source arrivals;
    private final BriefWait briefWait = new BriefWait();
    private final long minimumOctetsPerSecond;
    private Duration idle = Duration.ofMillis(1);
    private Deadline allowedUntil = Deadline.NEVER;
    private int socketTimeout = -1;
    private boolean isAnswerDue;
    private long waitedNanos;
    private long octetsWhileWaiting;

    /**
     * Makes the input of a connection.
     *
     * @param socket is read from
     * @param raw what lies under it: the same, or another if there is TLS
     */
    TimedInput(Socket socket, Socket raw, Watchdog watchdog, long minimumOctetsPerSecond) throws IOException {
        this.socket = socket;
        this.isTls = !socket.equals(raw);
        this.watchdog = watchdog;
        this.source = socket.getInputStream();
        InputStream wire = raw.getInputStream();
        this.arrivals = () -> wire.available() > 0;
        this.minimumOctetsPerSecond = minimumOctetsPerSecond;
    }

    /** From now on a read may wait for the idle time, and all together not beyond the deadline. */
    void allow(Duration idleTime, Deadline deadline) {
        idle = idleTime;
        allowedUntil = deadline;
        waitedNanos = 0;
        octetsWhileWaiting = 0;
    }

    /** The next read waits for an answer, and nothing else is under way that could come meanwhile. */
    void expectAnswer() {
        isAnswerDue = true;
    }

    @Override
    public int read() throws IOException {
        byte[] octet = new byte[1];
        return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        long start = System.nanoTime();
        waitAtMost(start);
        int count = watched(target, offset, length);
        long nanos = System.nanoTime() - start;
        if (isAnswerDue) {
            isAnswerDue = false;
            briefWait.waited(nanos);
        }
        requireRate(nanos, count);
        return count;
    }

    private int watched(byte[] target, int offset, int length) throws IOException {
        try {
            if (isAnswerDue) {
                briefWait.stayAwake(arrivals);
            }
            return source.read(target, offset, length);
        } catch (SocketTimeoutException e) {
            throw timeout(e);
        } catch (IOException e) {
            throw watchdog.hasBitten() ? timeout(e) : e;
        } finally {
            watchdog.rest();
        }
    }

    @Override
    public int available() throws IOException {
        return source.available();
    }

    private void waitAtMost(long now) throws IOException {
        Duration left = allowedUntil.left(idle, now);
        Duration wait = left.compareTo(idle) < 0 ? left : idle;
        if (wait.isNegative() || wait.isZero()) {
            throw new SocketTimeoutException(allowedUntil.missed());
        }
        int milliseconds = Waits.milliseconds(wait);
        if (milliseconds != socketTimeout) {
            setTimeout(milliseconds);
        }
        watchdog.watch(wait);
    }

    /** The watchdog may have bitten after the last octets came: that is no other failure than between them. */
    private void setTimeout(int milliseconds) throws IOException {
        try {
            socket.setSoTimeout(milliseconds);
            socketTimeout = milliseconds;
        } catch (SocketException e) {
            throw watchdog.hasBitten() ? timeout(e) : e;
        }
    }

    private void requireRate(long nanos, int octets) throws IOException {
        waitedNanos += nanos;
        octetsWhileWaiting += Math.max(0, octets);
        if (waitedNanos < idle.toNanos()) {
            return;
        }
        double rate = octetsWhileWaiting * 1e9 / waitedNanos;
        if (rate < minimumOctetsPerSecond) {
            throw new SocketTimeoutException(
                    "expected at least " + minimumOctetsPerSecond + " octets a second, got " + (long) rate);
        }
        waitedNanos = 0;
        octetsWhileWaiting = 0;
    }

    private SocketTimeoutException timeout(IOException cause) {
        SocketTimeoutException timeout =
                new SocketTimeoutException(allowedUntil.isOver(System.nanoTime()) ? allowedUntil.missed() : silence());
        timeout.initCause(cause);
        return timeout;
    }

    private String silence() {
        String what = isTls ? "got nothing, or no whole TLS record," : "got nothing";
        return "expected the server to go on, " + what + " for " + Waits.shown(idle);
    }
}
