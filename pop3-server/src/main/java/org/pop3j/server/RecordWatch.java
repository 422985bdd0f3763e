package org.pop3j.server;

import java.io.IOException;

/**
 * Reads the heads of the TLS records that a client sends (RFC 5246 section 6.2.1, RFC 8446 section 5.1), which are never
 * encrypted, and refuses a second handshake in one connection: each costs the server far more than the client (S-37). The
 * JDK has a system property for that, which must be set before its first class of TLS is loaded; embedders need not know.
 * TLS 1.3 has no second handshake and hides the type of its records, so there this never finds one.
 */
final class RecordWatch {
    private static final int HEAD_OCTETS = 5;
    private static final int HANDSHAKE = 22;

    private final byte[] head = new byte[HEAD_OCTETS];
    private int headOctets;
    private int bodyOctetsLeft;
    private boolean isSettled;

    /** The handshake is over: there must be no other. */
    void settle() {
        isSettled = true;
    }

    /**
     * Looks at octets as they come, cut anywhere.
     *
     * @throws IOException if the client begins another handshake
     */
    void see(byte[] octets, int offset, int count) throws IOException {
        int at = offset;
        int end = offset + count;
        while (at < end) {
            if (bodyOctetsLeft > 0) {
                int skipped = Math.min(bodyOctetsLeft, end - at);
                bodyOctetsLeft -= skipped;
                at += skipped;
            } else {
                head[headOctets++] = octets[at++];
                if (headOctets == HEAD_OCTETS) {
                    beginRecord();
                }
            }
        }
    }

    private void beginRecord() throws IOException {
        if (isSettled && head[0] == HANDSHAKE) {
            throw new IOException("the client asks for another TLS handshake in one connection: closed (S-37)");
        }
        headOctets = 0;
        bodyOctetsLeft = (head[3] & 0xFF) << 8 | head[4] & 0xFF;
    }
}
