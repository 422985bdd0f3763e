package org.pop3j.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * One direction of one connection. A thread reads and stamps each piece with the time when it is due; another hands pieces
 * on when they are. So a delay costs latency and no throughput.
 */
final class Relay {
    private static final int PIECE_OCTETS = 64 * 1024;
    private static final int OCTETS_UNDER_WAY = 16 * 1024 * 1024;

    private final Socket from;
    private final Socket to;
    private final Lane lane;
    private final ProxiedConnection connection;
    private final DelayQueue<Parcel> underWay = new DelayQueue<>();
    private final Semaphore room = new Semaphore(OCTETS_UNDER_WAY);
    private long left;
    private long serial;

    Relay(Socket from, Socket to, Lane lane, ProxiedConnection connection) {
        this.from = from;
        this.to = to;
        this.lane = lane;
        this.connection = connection;
        this.left = lane.cutPoint().map(Proxy.CutPoint::octets).orElse(Long.MAX_VALUE);
    }

    void start() {
        Threads.start("proxy reader", this::readAll);
        Threads.start("proxy writer", this::writeAll);
    }

    private void readAll() {
        try {
            InputStream source = from.getInputStream();
            byte[] piece = new byte[PIECE_OCTETS];
            lane.awaitOpen();
            for (int n = source.read(piece); n >= 0; n = source.read(piece)) {
                lane.awaitOpen();
                lane.arrived();
                room.acquire(n);
                send(Kind.OCTETS, Arrays.copyOf(piece, n));
                lane.awaitOpen();
            }
            send(Kind.END, new byte[0]);
        } catch (IOException broken) {
            send(Kind.BROKEN, new byte[0]);
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    private void send(Kind kind, byte[] octets) {
        underWay.add(new Parcel(
                kind, octets, serial++, System.nanoTime() + lane.delay().toNanos()));
    }

    private void writeAll() {
        try {
            boolean goesOn = true;
            while (goesOn) {
                goesOn = deliver(underWay.take());
            }
        } catch (IOException receiverGone) {
            breakOff();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this thread", e);
        }
    }

    /** Hands a parcel on; says whether more may come. */
    private boolean deliver(Parcel parcel) throws IOException {
        return switch (parcel.kind()) {
            case OCTETS -> deliver(parcel.octets());
            case END -> {
                connection.ended(to);
                yield false;
            }
            case BROKEN -> {
                connection.reset();
                yield false;
            }
        };
    }

    private boolean deliver(byte[] octets) throws IOException {
        if (connection.isCut()) {
            room.release(octets.length);
            return true;
        }
        int count = (int) Math.min(octets.length, left);
        to.getOutputStream().write(octets, 0, count);
        room.release(octets.length);
        lane.forwarded(count);
        left -= count;
        if (left == 0) {
            connection.cut(lane.cutPoint().orElseThrow().cut());
        }
        return true;
    }

    private void breakOff() {
        try {
            connection.reset();
        } catch (IOException e) {
            throw new IllegalStateException("a socket cannot be closed", e);
        }
    }

    /** What is under way. */
    private enum Kind {
        OCTETS,
        END,
        BROKEN
    }

    private record Parcel(Kind kind, byte[] octets, long serial, long dueNanos) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.ofNanos(dueNanos - System.nanoTime()));
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(serial, ((Parcel) other).serial);
        }
    }
}
