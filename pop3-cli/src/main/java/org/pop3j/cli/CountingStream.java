package org.pop3j.cli;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the octets that are read. */
final class CountingStream extends FilterInputStream {
    private long octets;

    CountingStream(InputStream in) {
        super(in);
    }

    long octets() {
        return octets;
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        octets += octet < 0 ? 0 : 1;
        return octet;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        octets += Math.max(count, 0);
        return count;
    }
}
