package org.pop3j.jakarta.mail;

import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/**
 * Reads the header of a message up to its blank line, by the rules of {@link InternetHeaders#load}: a line ends with LF, CR,
 * CRLF or CRCRLF, and one that begins with SPACE or TAB goes on with the header before. The API's own method is not used
 * because it looks for a service at each call, which takes longer than to retrieve a message.
 */
final class HeaderReader {
    private static final int BUFFER_OCTETS = 2048;
    private static final int END = -1;

    private final InputStream source;
    private final Charset charset;
    private final byte[] buffer = new byte[BUFFER_OCTETS];
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    private int next;
    private int filled;
    private long consumed;

    private HeaderReader(InputStream source, Charset charset) {
        this.source = source;
        this.charset = charset;
    }

    /**
     * Reads a header.
     *
     * @param source the message; is read further than the header goes
     * @param charset of the header, which says nothing about itself
     */
    static Head read(InputStream source, Charset charset) throws IOException {
        HeaderReader reader = new HeaderReader(source, charset);
        return new Head(reader.lines(), reader.consumed);
    }

    private InternetHeaders lines() throws IOException {
        InternetHeaders headers = new InternetHeaders();
        StringBuilder header = new StringBuilder();
        while (readLine() && line.size() > 0) {
            String text = line.toString(charset);
            boolean isContinued = text.charAt(0) == ' ' || text.charAt(0) == '\t';
            if (!isContinued) {
                addTo(headers, header);
            }
            // A message cannot begin with the rest of a header: what stands there is taken for one. The API's method
            // throws
            // an IndexOutOfBoundsException at some of these.
            header.append(isContinued && header.length() > 0 ? "\r\n" : "")
                    .append(isContinued && header.length() == 0 ? text.trim() : text);
        }
        addTo(headers, header);
        return headers;
    }

    private static void addTo(InternetHeaders headers, StringBuilder header) {
        if (header.length() > 0) {
            headers.addHeaderLine(header.toString());
            header.setLength(0);
        }
    }

    /** Reads a line without its end; false where there is none. */
    private boolean readLine() throws IOException {
        line.reset();
        while (fill()) {
            int from = next;
            while (next < filled && buffer[next] != '\n' && buffer[next] != '\r') {
                next++;
            }
            line.write(buffer, from, next - from);
            consumed += next - from;
            if (next < filled) {
                skipEnd();
                return true;
            }
        }
        return line.size() > 0;
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
        System.arraycopy(buffer, next, buffer, 0, filled - next);
        filled -= next;
        next = 0;
        int count = source.read(buffer, filled, buffer.length - filled);
        filled += Math.max(0, count);
        return count > 0;
    }
}
