package org.pop3j.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A message whose {@link Fingerprint} is taken while somebody reads it; what is left unread counts too. */
final class Fingerprinted extends FilterInputStream {
    private final Fingerprint fingerprint = new Fingerprint();

    Fingerprinted(InputStream content) {
        super(content);
    }

    @Override
    public int read() throws IOException {
        int octet = super.read();
        if (octet >= 0) {
            fingerprint.write(octet);
        }
        return octet;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = super.read(target, offset, length);
        if (count > 0) {
            fingerprint.write(target, offset, count);
        }
        return count;
    }

    /** Reading, not skipping: no octet goes by uncounted. */
    @Override
    public long skip(long octets) throws IOException {
        return readNBytes((int) Math.min(octets, 8192)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        super.close();
    }

    /** Reads to the end, if nobody has. */
    String digestOfAll() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        return fingerprint.text();
    }
}
