package org.pop3j.jakarta.mail;

import jakarta.mail.util.SharedByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A whole message in memory. Immutable. */
final class Content {
    private final byte[] octets;
    private final int length;
    private final int bodyStart;

    /** The array belongs to the new object; octets behind the length mean nothing. */
    Content(byte[] octets, int length, int bodyStart) {
        this.octets = octets;
        this.length = length;
        this.bodyStart = bodyStart;
    }

    InputStream whole() {
        return new SharedByteArrayInputStream(octets, 0, length);
    }

    InputStream body() {
        return new SharedByteArrayInputStream(octets, bodyStart, bodyOctets());
    }

    int bodyOctets() {
        return length - bodyStart;
    }

    void writeTo(OutputStream target) throws IOException {
        target.write(octets, 0, length);
    }
}
