package org.pop3j.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A wire that keeps what came in. */
final class RecordingWire implements Wire {
    private final Wire wire;
    private final StringBuffer received = new StringBuffer();

    RecordingWire(Wire wire) {
        this.wire = wire;
    }

    String received() {
        return received.toString();
    }

    @Override
    public int read(byte[] into, Duration limit) throws IOException {
        int count = wire.read(into, limit);
        if (count > 0) {
            received.append(new String(into, 0, count, StandardCharsets.ISO_8859_1));
        }
        return count;
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        wire.write(octets, offset, length);
    }

    @Override
    public void startTls(Duration limit) throws IOException {
        wire.startTls(limit);
    }

    @Override
    public void closeOutput() throws IOException {
        wire.closeOutput();
    }

    @Override
    public void reset() throws IOException {
        wire.reset();
    }

    @Override
    public void close() throws IOException {
        wire.close();
    }
}
