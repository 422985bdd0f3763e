package org.pop3j.jakarta.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A whole message that was retrieved and is kept.
 *
 * @param octets its octets, header and all
 * @param bodyStart where its body begins
 */
record Content(KeptOctets octets, long bodyStart) {
    InputStream whole() {
        return octets.from(0);
    }

    InputStream body() {
        return octets.from(bodyStart);
    }

    long bodyOctets() {
        return octets.length() - bodyStart;
    }

    void writeTo(OutputStream target) throws IOException {
        octets.writeTo(target);
    }
}
