package org.pop3j.jakarta.mail;

import jakarta.mail.internet.InternetHeaders;
import java.nio.charset.Charset;

/**
 * Reads the header of a message up to its blank line, by the rules of {@link InternetHeaders#load}: a line ends with LF, CR,
 * CRLF or CRCRLF, and one that begins with SPACE or TAB goes on with the header before. The API's own method is not used
 * because it looks for a service at each call, which takes longer than to retrieve a message.
 */
final class HeaderReader {
    private static final int END = -1;

    private final byte[] octets;
    private final int limit;
    private int lineStart;
    private int lineEnd;
    private int next;

    private HeaderReader(byte[] octets, int limit) {
        this.octets = octets;
        this.limit = limit;
    }

    /**
     * Finds where a header ends.
     *
     * @param message is left as it is
     * @param length octets of it
     * @return how many octets the header has, the blank line included; all where there is none
     */
    static int end(byte[] message, int length) {
        HeaderReader reader = new HeaderReader(message, length);
        while (reader.nextLine()) {
            // A line that goes on with the one before is not blank either: it begins with SPACE or TAB.
        }
        return reader.next;
    }

    /**
     * Reads the lines of a header.
     *
     * @param header a header, or a message that begins with it
     * @param charset of the header, which says nothing about itself
     */
    static InternetHeaders lines(byte[] header, Charset charset) {
        HeaderReader reader = new HeaderReader(header, header.length);
        InternetHeaders headers = new InternetHeaders();
        while (reader.nextLine()) {
            String line = reader.header(charset);
            if (!line.isEmpty()) {
                headers.addHeaderLine(line);
            }
        }
        return headers;
    }

    /**
     * A line and those that go on with it. A message cannot begin with the rest of a header: what stands there is taken for one.
     * The API's method throws an IndexOutOfBoundsException at some of these.
     */
    private String header(Charset charset) {
        String first = line(charset);
        String begin = isRest(first.charAt(0)) ? first.trim() : first;
        if (!goesOn()) {
            return begin;
        }
        StringBuilder header = new StringBuilder(begin);
        while (goesOn()) {
            nextLine();
            String rest = line(charset);
            header.append(header.length() > 0 ? "\r\n" : "").append(header.length() > 0 ? rest : rest.trim());
        }
        return header.toString();
    }

    private boolean goesOn() {
        return next < limit && isRest((char) octets[next]);
    }

    private static boolean isRest(char first) {
        return first == ' ' || first == '\t';
    }

    /** Goes to the next line; false if that is blank or there is none. */
    private boolean nextLine() {
        lineStart = next;
        lineEnd = lineStart;
        while (lineEnd < limit && octets[lineEnd] != '\n' && octets[lineEnd] != '\r') {
            lineEnd++;
        }
        next = lineEnd + lineEndOctets();
        return lineEnd > lineStart;
    }

    private String line(Charset charset) {
        return new String(octets, lineStart, lineEnd - lineStart, charset);
    }

    private int lineEndOctets() {
        if (at(lineEnd) == END) {
            return 0;
        } else if (at(lineEnd) == '\n') {
            return 1;
        } else if (at(lineEnd + 1) == '\n') {
            return 2;
        }
        return at(lineEnd + 1) == '\r' && at(lineEnd + 2) == '\n' ? 3 : 1;
    }

    private int at(int index) {
        return index < limit ? octets[index] : END;
    }
}
