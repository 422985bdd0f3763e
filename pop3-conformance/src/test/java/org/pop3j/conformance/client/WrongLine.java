package org.pop3j.conformance.client;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** The connection of a {@link WrongClient}: lines, in clear or inside TLS. */
final class WrongLine {
    private final Socket raw;
    /** What was read in clear and is wrongly kept for the time inside TLS. */
    private final Deque<Byte> kept = new ArrayDeque<>();

    private Socket top;

    WrongLine(Socket connected) {
        this.raw = connected;
        this.top = connected;
    }

    void say(String line) throws IOException {
        top.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        top.getOutputStream().flush();
    }

    String hear() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int before = 0;
        while (true) {
            int octet = kept.isEmpty() ? top.getInputStream().read() : kept.removeFirst();
            if (octet < 0) {
                throw new EOFException("cut");
            }
            line.write(octet);
            if (before == '\r' && octet == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.substring(0, text.length() - 2);
            }
            before = octet;
        }
    }

    /** Keeps what has come, which nobody should. */
    void keepWhatHasCome() throws IOException {
        for (byte octet : raw.getInputStream().readNBytes(raw.getInputStream().available())) {
            kept.add(octet);
        }
    }

    void secure(SSLContext context, boolean checksName) throws IOException {
        SSLSocket secured = (SSLSocket) context.getSocketFactory()
                .createSocket(raw, raw.getInetAddress().getHostAddress(), raw.getPort(), false);
        if (checksName) {
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
        }
        secured.startHandshake();
        top = secured;
    }
}
