package org.pop3j.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.pop3j.codec.ContentDecoder;
import org.pop3j.codec.ContentEncoder;

/** Takes octets and gives their SHA-256 and their number. */
final class Sha256 extends OutputStream {
    private static final int PIECE = 64 * 1024;

    private final MessageDigest digest;
    private long octets;

    Sha256() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** A message and what it must look like to every client. */
    record Sum(String hex, long octets) {
        String shortened() {
            return hex.substring(0, 12);
        }
    }

    @Override
    public void write(int octet) {
        digest.update((byte) octet);
        octets++;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        digest.update(source, offset, length);
        octets += length;
    }

    Sum sum() {
        return new Sum(HexFormat.of().formatHex(digest.digest()), octets);
    }

    static Sum of(InputStream content) throws IOException {
        Sha256 sha = new Sha256();
        content.transferTo(sha);
        return sha.sum();
    }

    /** The sum of stored octets as a client gets them: on the wire, and the stuffed dots taken away again (R1939-39). */
    static Sum ofStored(InputStream stored) throws IOException {
        Sha256 sha = new Sha256();
        ContentDecoder decoder = new ContentDecoder(sha);
        ContentEncoder encoder = new ContentEncoder(new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                write(new byte[] {(byte) octet}, 0, 1);
            }

            @Override
            public void write(byte[] source, int offset, int length) throws IOException {
                decoder.decode(ByteBuffer.wrap(source, offset, length));
            }
        });
        byte[] piece = new byte[PIECE];
        for (int length = stored.read(piece); length >= 0; length = stored.read(piece)) {
            encoder.write(piece, 0, length);
        }
        encoder.terminate();
        return sha.sum();
    }
}
