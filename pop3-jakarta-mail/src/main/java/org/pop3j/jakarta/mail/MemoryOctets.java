package org.pop3j.jakarta.mail;

import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;

/** Octets in memory; the array belongs to the object. */
final class MemoryOctets implements KeptOctets {
    private final byte[] array;
    private final int length;

    /** Octets behind the length mean nothing. */
    MemoryOctets(byte[] array, int length) {
        this.array = array;
        this.length = length;
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public boolean isThere() {
        return true;
    }

    @Override
    public InputStream from(long start) {
        int first = Math.toIntExact(start);
        return new SharedByteArrayInputStream(array, first, length - first);
    }

    @Override
    public Head head(Charset charset) {
        return Head.of(array, length, charset);
    }

    @Override
    public void writeTo(OutputStream target) throws IOException {
        target.write(array, 0, length);
    }
}
