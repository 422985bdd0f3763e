package org.pop3j.jakarta.mail;

import jakarta.mail.internet.InternetHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * The header of a message. Its lines are read when somebody asks for one: who wants the content alone does not pay for them.
 * Safe for use by several threads, of which each may read them once.
 */
final class Head {
    /** More header than this is cut off, so that no server can use up our memory (S-06). */
    static final int MOST_OCTETS = 16 << 20;

    /** The rules look this far behind a CR. */
    private static final int LOOK_AHEAD = 2;

    private static final int FIRST_PIECE = 2048;

    private final long octets;
    private volatile Form form;

    /** What is kept of it. */
    private sealed interface Form {
        InternetHeaders lines();
    }

    private record AsItCame(byte[] header, Charset charset) implements Form {
        @Override
        public InternetHeaders lines() {
            return HeaderReader.lines(header, charset);
        }
    }

    private record Read(InternetHeaders lines) implements Form {}

    private Head(byte[] header, Charset charset) {
        this.octets = header.length;
        this.form = new AsItCame(header, charset);
    }

    /**
     * The header that a message begins with.
     *
     * @param message is left as it is, and not kept
     * @param length octets of it
     * @param charset of the header
     */
    static Head of(byte[] message, int length, Charset charset) {
        return new Head(Arrays.copyOf(message, HeaderReader.end(message, Math.min(length, MOST_OCTETS))), charset);
    }

    /**
     * The header that a message begins with.
     *
     * @param message is read further than the header goes
     * @param charset of the header
     */
    static Head of(InputStream message, Charset charset) throws IOException {
        byte[] begin = message.readNBytes(FIRST_PIECE);
        int length = begin.length;
        int end = HeaderReader.end(begin, length);
        while (end > length - LOOK_AHEAD && length < MOST_OCTETS) {
            begin = Arrays.copyOf(begin, 2 * length);
            int more = message.readNBytes(begin, length, length);
            if (more == 0) {
                break;
            }
            length += more;
            end = HeaderReader.end(begin, length);
        }
        return new Head(Arrays.copyOf(begin, Math.min(end, MOST_OCTETS)), charset);
    }

    /** How many octets it has, the blank line included. */
    long octets() {
        return octets;
    }

    InternetHeaders lines() {
        InternetHeaders lines = form.lines();
        if (form instanceof AsItCame) {
            form = new Read(lines);
        }
        return lines;
    }
}
