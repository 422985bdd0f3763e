package org.pop3j.conformance.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.pop3j.conformance.Side;
import org.pop3j.conformance.Target;
import org.pop3j.conformance.check.Conversation;
import org.pop3j.conformance.check.Skipped;
import org.pop3j.conformance.check.Unmet;

/** The socket under a session: octets in and out under time limits, written down in the conversation. */
final class Line implements AutoCloseable {
    private static final int BUFFER_OCTETS = 16 * 1024;
    private static final int LONGEST_LINE = 8 << 20;

    private final Socket raw;
    private final Conversation conversation;
    private final Optional<SSLContext> context;
    private final InetSocketAddress address;
    private final boolean checksName;
    private final byte[] buffer = new byte[BUFFER_OCTETS];
    private Socket top;
    private int position;
    private int limit;

    Line(Target target, Optional<SSLContext> context, Optional<InetAddress> source, Conversation conversation)
            throws IOException {
        this.raw = new Socket();
        this.top = raw;
        this.context = context;
        this.address = target.address();
        this.checksName = target.checksName();
        this.conversation = conversation;
        try {
            bind(source);
            raw.connect(address, millis(target.patience()));
            raw.setTcpNoDelay(true);
            conversation.event("# connection to " + address);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** Not every system has the whole network 127.0.0.0/8: there the system chooses. */
    private void bind(Optional<InetAddress> source) throws IOException {
        if (source.isPresent()) {
            try {
                raw.bind(new InetSocketAddress(source.orElseThrow(), 0));
            } catch (BindException noSuchAddressHere) {
                raw.bind(null);
            }
        }
    }

    void write(String octets) throws IOException {
        byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
        conversation.said(Side.CLIENT, bytes, 0, bytes.length);
        top.getOutputStream().write(bytes);
        top.getOutputStream().flush();
    }

    /** The next line with its line end; a lone LF ends it too, so that it can be told. */
    String next(Duration patience) throws IOException {
        return until(patience, false);
    }

    /** The next octets up to CRLF: a lone LF is data. */
    String nextCrlf(Duration patience) throws IOException {
        return until(patience, true);
    }

    private String until(Duration patience, boolean crlfOnly) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        long deadline = System.nanoTime() + patience.toNanos();
        int before = 0;
        while (line.size() < LONGEST_LINE) {
            int octet = octet(deadline, line, patience);
            line.write(octet);
            if (octet == '\n' && (before == '\r' || !crlfOnly)) {
                return line.toString(StandardCharsets.ISO_8859_1);
            }
            before = octet;
        }
        throw new Unmet("the end of a line", "more than " + LONGEST_LINE + " octets");
    }

    private int octet(long deadline, ByteArrayOutputStream soFar, Duration patience) throws IOException {
        if (position == limit && !fill(deadline)) {
            String octets = soFar.toString(StandardCharsets.ISO_8859_1);
            throw new Unmet(
                    "a line with CRLF at its end",
                    octets.isEmpty() ? "the end of the connection" : show(octets) + " and the end of the connection");
        }
        return buffer[position++] & 0xFF;
    }

    /** The next octet, or -1 at the end or where the connection breaks off. */
    int octet(Duration patience) throws IOException {
        try {
            boolean hasMore = position < limit || fill(System.nanoTime() + patience.toNanos());
            return hasMore ? buffer[position++] & 0xFF : -1;
        } catch (SocketException reset) {
            return -1;
        }
    }

    /** Takes what has arrived; false at the end. */
    private boolean fill(long deadline) throws IOException {
        long left = deadline - System.nanoTime();
        if (left <= 0) {
            throw new SocketTimeoutException("nothing more came");
        }
        raw.setSoTimeout(millis(Duration.ofNanos(left)));
        int count = top.getInputStream().read(buffer);
        if (count < 0) {
            conversation.event("S: <EOF>");
            return false;
        }
        conversation.said(Side.SERVER, buffer, 0, count);
        position = 0;
        limit = count;
        return true;
    }

    void requireEnd(Duration patience) throws IOException {
        try {
            if (position < limit || fill(System.nanoTime() + patience.toNanos())) {
                throw new Unmet(
                        "the end of the connection",
                        show(new String(buffer, position, limit - position, StandardCharsets.ISO_8859_1)));
            }
        } catch (SocketTimeoutException e) {
            throw new Unmet("the end of the connection", "nothing within " + seconds(patience));
        }
    }

    /** Reads whatever comes; whether the end came in time. A reset is an end too. */
    boolean drain(Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            while (fill(deadline)) {
                position = limit;
            }
            return true;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (IOException reset) {
            conversation.event("S: <RESET>");
            return true;
        }
    }

    void startTls(Duration patience) throws IOException {
        if (position < limit) {
            throw new Unmet("a TLS handshake", (limit - position) + " octets before it");
        }
        raw.setSoTimeout(millis(patience));
        SSLContext trusted = context.orElseThrow(() -> Skipped.notTested("needs to know which certificate to trust"));
        SSLSocket secured = (SSLSocket)
                trusted.getSocketFactory().createSocket(raw, address.getHostString(), address.getPort(), true);
        if (checksName) {
            SSLParameters parameters = secured.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secured.setSSLParameters(parameters);
        }
        try {
            secured.startHandshake();
        } catch (SSLHandshakeException e) {
            throw handshakeFailure(e);
        }
        top = secured;
        conversation.event("TLS " + secured.getSession().getProtocol() + " "
                + secured.getSession().getCipherSuite());
    }

    /** A certificate that this side does not trust is no fault of the server's POP3. */
    private static RuntimeException handshakeFailure(SSLHandshakeException e) throws SSLHandshakeException {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return Skipped.notTested("the server's certificate is not trusted: give --trust, --pin or --insecure");
            }
        }
        throw e;
    }

    String show(String octets) {
        return conversation.escape(octets.endsWith("\r\n") ? octets.substring(0, octets.length() - 2) : octets);
    }

    Socket socket() {
        return raw;
    }

    void reset() throws IOException {
        conversation.event("C: <RESET>");
        raw.setSoLinger(true, 0);
        raw.close();
    }

    /** Closes at once: a TLS close could wait behind a server that does not read. */
    @Override
    public void close() throws IOException {
        raw.close();
    }

    static String seconds(Duration time) {
        return time.toMillis() / 1000.0 + " s";
    }

    private static int millis(Duration time) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, time.toMillis()));
    }
}
