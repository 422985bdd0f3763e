package org.pop3j.examples;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Messages with long lines, long header fields or many octets. */
final class LargeMail {
    private static final String HEADER =
            "Date: Mon, 23 Nov 2026 11:00:00 +0100\n" + "From: Ada <ada@example.org>\n" + "To: Ben <ben@example.net>\n";

    private LargeMail() {}

    static List<SampleMessage> all() {
        return List.of(
                message("long-line", "a line of 100,000 octets", HEADER + "\n" + "x".repeat(100_000) + "\nend\n"),
                message("long-header", "a header field of 40,000 octets, folded and not", longHeader()),
                message("many-recipients", "5,000 recipients in one folded header field", manyRecipients()),
                message("buffer-edges", "line ends and dots around each multiple of 1,024 octets", bufferEdges()),
                message("attachment-10-mib", "an attachment of 10 MiB in base64", attachment()));
    }

    private static String longHeader() {
        return HEADER + "Subject: " + "long ".repeat(4_000) + "\nX-Folded:" + "\n folded".repeat(2_500) + "\n\nbody\n";
    }

    private static String manyRecipients() {
        StringBuilder mail = new StringBuilder(HEADER + "Cc: first@example.net");
        for (int i = 1; i < 5_000; i++) {
            mail.append(",\n\trecipient").append(i).append("@example.net");
        }
        return mail.append("\n\nbody\n").toString();
    }

    /** The pair CRLF and the dot behind it slide over the edges of buffers, an octet further at each. */
    private static String bufferEdges() {
        int edge = 1_024;
        StringBuilder mail = new StringBuilder((HEADER + "\n").replace("\n", "\r\n"));
        for (int i = 1; i <= 160; i++) {
            int before = i % 5;
            mail.append("x".repeat(i * edge - before - mail.length())).append("\r\n.\r\n");
        }
        return mail.toString();
    }

    private static String attachment() {
        byte[] octets = new byte[10 * 1024 * 1024];
        new Random(1939).nextBytes(octets);
        return HEADER + "Subject: 10 MiB\nMIME-Version: 1.0\nContent-Type: application/octet-stream\n"
                + "Content-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=ten-mib.bin\n\n"
                + Base64.getMimeEncoder(76, new byte[] {'\n'}).encodeToString(octets) + "\n";
    }

    private static SampleMessage message(String name, String what, String octets) {
        return new SampleMessage(name, what, octets.getBytes(StandardCharsets.ISO_8859_1));
    }
}
