package org.pop3j.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.pop3j.codec.ContentEncoder;

/** Stored octets to wire octets: what RETR, and a first login that has to count sizes, do with every octet. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ContentEncoderBenchmark {
    /** Octets of a message. */
    @Param({"1024", "65536", "1048576"})
    public int octets;

    private byte[] message = {};

    /** Makes the message. */
    @Setup
    public void message() {
        message = new GeneratedMail(octets).message(0);
    }

    /**
     * Finds the size of a message.
     *
     * @return its size
     * @throws IOException never
     */
    @Benchmark
    public long count() throws IOException {
        ContentEncoder encoder = ContentEncoder.counting();
        encoder.write(message, 0, message.length);
        return encoder.finish();
    }

    /**
     * Encodes a message for the wire.
     *
     * @return its size
     * @throws IOException never
     */
    @Benchmark
    public long encode() throws IOException {
        ContentEncoder encoder = new ContentEncoder(OutputStream.nullOutputStream());
        encoder.write(message, 0, message.length);
        encoder.terminate();
        return encoder.octets();
    }
}
