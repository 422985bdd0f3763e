package org.pop3j.codec;

/** What happens to a message on its way, said in the plainest terms: the measure for the encoder and the decoder. */
final class SlowContent {
    private SlowContent() {}

    /** RFC 1939 section 11, R1939-06: bare LF becomes CRLF, and the last CRLF is added where it is missing. */
    static String normalise(String stored) {
        String lines = stored.replaceAll("(?<!\r)\n", "\r\n");
        return lines.isEmpty() || lines.endsWith("\r\n") ? lines : lines + "\r\n";
    }

    /** RFC 1939 section 3: byte-stuffing, and the termination line. */
    static String wire(String stored) {
        return ("\r\n" + normalise(stored)).replace("\r\n.", "\r\n..").substring(2) + ".\r\n";
    }

    /** What TOP shows (RFC 1939 section 7): the stored octets up to the blank line and so many lines more. */
    static String top(String stored, int bodyLines) {
        StringBuilder shown = new StringBuilder();
        int linesLeft = bodyLines;
        boolean inHeader = true;
        for (String line : stored.split("(?<=\n)")) {
            if (!inHeader && linesLeft-- == 0) {
                break;
            }
            shown.append(line);
            inHeader = inHeader && !line.equals("\n") && !line.equals("\r\n");
        }
        return shown.toString();
    }
}
