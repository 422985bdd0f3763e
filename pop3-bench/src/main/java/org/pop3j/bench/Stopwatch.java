package org.pop3j.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.pop3j.bench.MeasuredClient.Place;

/**
 * Measures one client at a server: the median of some sessions.
 *
 * @param port of the server on this machine
 * @param messages of a session
 * @param rounds sessions that count
 * @param warmRounds sessions before them that do not; a client in a process of its own starts cold anyway
 */
record Stopwatch(int port, int messages, int rounds, int warmRounds) {
    /** A session takes a few hundredths of a second: the compiler needs that many, on the loopback, to be done with all clients. */
    static final int WARM_ROUNDS = 30;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final double NANOS = 1e9;

    /** What one client came to. */
    record Figure(double messagesPerSecond, double allocatedPerMessage) {}

    Figure measure(MeasuredClient client) throws Exception {
        boolean isHere = client.place() == Place.HERE;
        for (int i = 0; i < (isHere ? warmRounds : 0); i++) {
            client.fetch().messages(port, messages);
        }
        double[] seconds = new double[rounds];
        long[] allocated = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            long begin = System.nanoTime();
            long came = client.fetch().messages(port, messages);
            seconds[i] = (System.nanoTime() - begin) / NANOS;
            allocated[i] = THREADS.getCurrentThreadAllocatedBytes() - before;
            if (came < messages) {
                throw new IOException(client.name() + " fetched " + came + " octets of " + messages + " messages");
            }
        }
        Arrays.sort(seconds);
        double octets = LongStream.of(allocated).sorted().toArray()[rounds / 2];
        return new Figure(messages / seconds[rounds / 2], isHere ? octets / messages : Double.NaN);
    }
}
