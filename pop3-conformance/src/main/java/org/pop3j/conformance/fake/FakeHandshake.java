package org.pop3j.conformance.fake;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** A handshake that is not done. What comes is no POP3, but for a client that goes on in clear. */
final class FakeHandshake {
    /** Behind whatever the client sent of its handshake. */
    private static final Pattern CREDENTIALS = Pattern.compile("(?i)(USER|PASS|AUTH|APOP) [ -~]*(?=\r\n)");

    private static final int MOST_OCTETS = 1 << 20;

    private final Socket raw;
    private final Watcher watcher;

    FakeHandshake(Socket raw, Watcher watcher) {
        this.raw = raw;
        this.watcher = watcher;
    }

    /** Ends by an exception when the client closes. */
    void perform(Twist.Handshake handshake) throws IOException {
        watcher.event("# the handshake is not answered");
        if (handshake == Twist.Handshake.TEXT) {
            byte[] text = "+OK go on without\r\n".repeat(3).getBytes(StandardCharsets.US_ASCII);
            watcher.serverSaid(text);
            raw.getOutputStream().write(text);
        }
        listen(raw.getInputStream());
        throw new IOException("no handshake");
    }

    private void listen(InputStream in) throws IOException {
        StringBuilder heard = new StringBuilder();
        byte[] piece = new byte[4096];
        try {
            for (int count = in.read(piece); count >= 0 && heard.length() < MOST_OCTETS; count = in.read(piece)) {
                heard.append(new String(piece, 0, count, StandardCharsets.ISO_8859_1));
            }
        } finally {
            CREDENTIALS.matcher(heard).results().forEach(found -> watcher.command(found.group()));
        }
    }
}
