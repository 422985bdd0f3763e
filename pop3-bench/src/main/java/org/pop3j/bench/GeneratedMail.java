package org.pop3j.bench;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Mail for benchmarks: the same arguments give the same mail. One line in forty begins with a dot, so that byte-stuffing has
 * work to do. Line ends are LF, as delivery agents store them.
 *
 * @param octets the size of each message as POP3 counts it, with CRLF line ends
 */
record GeneratedMail(int octets) {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int[] LENGTHS = {76, 76, 76, 72, 40, 12, 0};
    private static final int ONE_DOT_IN = 40;

    /** The stored octets of a message; other numbers give other messages. */
    byte[] message(int number) {
        Random random = new Random(number);
        StringBuilder text = new StringBuilder(octets);
        long[] used = {0};
        header(number, random).lines().forEach(line -> used[0] += append(text, line));
        used[0] += append(text, "");
        while (used[0] + 2 <= octets) {
            int length = (int) Math.min(octets - used[0] - 2, LENGTHS[random.nextInt(LENGTHS.length)]);
            used[0] += append(text, line(length, random));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String header(int number, Random random) {
        return """
                Return-Path: <sender%1$d@example.org>
                Received: from mx.example.org by mail.example.net with ESMTP id %2$016x; Mon, 23 Nov 2026 12:00:00 +0000
                Message-ID: <%2$016x.%1$d@example.org>
                Date: Mon, 23 Nov 2026 12:00:00 +0000
                From: Sender %1$d <sender%1$d@example.org>
                To: test@example.net
                Subject: Generated message %1$d
                MIME-Version: 1.0
                Content-Type: text/plain; charset=us-ascii
                """.formatted(number, random.nextLong());
    }

    private static String line(int length, Random random) {
        StringBuilder line = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            line.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        if (length > 0 && random.nextInt(ONE_DOT_IN) == 0) {
            line.setCharAt(0, '.');
        }
        return line.toString();
    }

    private static int append(StringBuilder text, String line) {
        text.append(line).append('\n');
        return line.length() + 2;
    }
}
