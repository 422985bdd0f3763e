package org.pop3j.jakarta.mail;

import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Optional;

/**
 * Reads the header of a message up to its blank line, by the rules of {@link InternetHeaders#load}: a line ends with LF, CR,
 * CRLF or CRCRLF, and one that begins with SPACE or TAB goes on with the header before. The API's own method is not used
 * because it looks for a service at each call, which takes longer than to retrieve a message.
 */
final class HeaderReader {
    private static final int BUFFER_OCTETS = 2048;
    private static final int END = -1;

    private final Optional<InputStream> source;
    private final Charset charset;
    private final byte[] buffer;
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream(0);
    private int next;
    private int filled;
    private long consumed;

    private HeaderReader(Optional<InputStream> source, byte[] buffer, int filled, Charset charset) {
        this.source = source;
        this.buffer = buffer;
        this.filled = filled;
        this.charset = charset;
    }

    /**
     * Reads a header.
     *
     * @param source the message; is read further than the header goes
     * @param charset of the header, which says nothing about itself
     */
    static Head read(InputStream source, Charset charset) throws IOException {
        return new HeaderReader(Optional.of(source), new byte[BUFFER_OCTETS], 0, charset).head();
    }

    /**
     * Reads a header where it lies.
     *
     * @param message is left as it is
     * @param octets of it
     * @param charset of the header
     */
    static Head read(byte[] message, int octets, Charset charset) throws IOException {
        return new HeaderReader(Optional.empty(), message, octets, charset).head();
    }

    private Head head() throws IOException {
        return new Head(lines(), consumed);
    }

    private InternetHeaders lines() throws IOException {
        InternetHeaders headers = new InternetHeaders();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            String header = header(line);
            if (!header.isEmpty()) {
                headers.addHeaderLine(header);
            }
        }
        return headers;
    }

    /**
     * A line and those that go on with it. A message cannot begin with the rest of a header: what stands there is taken for one.
     * The API's method throws an IndexOutOfBoundsException at some of these.
     */
    private String header(String first) throws IOException {
        String begin = isRest(first.charAt(0)) ? first.trim() : first;
        if (!goesOn()) {
            return begin;
        }
        StringBuilder header = new StringBuilder(begin);
        while (goesOn()) {
            String rest = readLine();
            header.append(header.length() > 0 ? "\r\n" : "").append(header.length() > 0 ? rest : rest.trim());
        }
        return header.toString();
    }

    private boolean goesOn() throws IOException {
        return fill() && isRest((char) buffer[next]);
    }

    private static boolean isRest(char first) {
        return first == ' ' || first == '\t';
    }

    /** Reads a line, without its end; nothing is left of a blank one, or where there is none. */
    private String readLine() throws IOException {
        begun.reset();
        while (fill()) {
            int from = next;
            next = lineEnd(from);
            consumed += next - from;
            if (next < filled) {
                String line = line(from);
                skipEnd();
                return line;
            }
            begun.write(buffer, from, next - from);
        }
        return begun.toString(charset);
    }

    private int lineEnd(int from) {
        byte[] octets = buffer;
        int end = filled;
        int i = from;
        while (i < end && octets[i] != '\n' && octets[i] != '\r') {
            i++;
        }
        return i;
    }

    /** A line that lies whole in the buffer, as nearly all do, is copied once. */
    private String line(int from) {
        if (begun.size() == 0) {
            return new String(buffer, from, next - from, charset);
        }
        begun.write(buffer, from, next - from);
        return begun.toString(charset);
    }

    private void skipEnd() throws IOException {
        if (take() == '\n') {
            return;
        }
        if (peek(0) == '\n') {
            take();
        } else if (peek(0) == '\r' && peek(1) == '\n') {
            take();
            take();
        }
    }

    private int take() {
        consumed++;
        return buffer[next++];
    }

    private int peek(int ahead) throws IOException {
        while (next + ahead >= filled) {
            if (!more()) {
                return END;
            }
        }
        return buffer[next + ahead];
    }

    private boolean fill() throws IOException {
        return next < filled || more();
    }

    /** Reads on behind what is left of the buffer. */
    private boolean more() throws IOException {
        if (source.isEmpty()) {
            return false;
        }
        System.arraycopy(buffer, next, buffer, 0, filled - next);
        filled -= next;
        next = 0;
        int count = source.orElseThrow().read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, count);
        return count > 0;
    }
}
