package org.pop3j.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which octets of a message its digest is made of. */
class FingerprintTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Subject: a~~Status: b~      | Subject: a~Status: b~",
                "Status: RO~Subject: a~~b    | Subject: a~b",
                "Subject: a~STATUS: RO~~b    | Subject: a~b",
                "x-keywords: 1~Lines: 2~~    | ''",
                "Status~Subject: a~~         | Status~Subject: a~",
                "A-Name-Of-20-Letters: Status: a~Status: b~Subject: c~~ | A-Name-Of-20-Letters: Status: a~Subject: c~",
                "A-Name-Of-Many-More-Letters: a~Status: b~~c | A-Name-Of-Many-More-Letters: a~c",
                "no header end               | no header end",
                "half a li                   | half a li",
            })
    @DisplayName(
            "Header lines that servers change do not count, nor does the empty line; all else does, octet for octet")
    void counted(String message, String counted) throws Exception {
        String text = message.replace("~", "\r\n");
        String expected = digest(counted.replace("~", "\r\n"));
        assertThat(oneByOne(text)).isEqualTo(expected);
        assertThat(atOnce(text)).isEqualTo(expected);
    }

    private static String digest(String counted) throws Exception {
        byte[] whole = MessageDigest.getInstance("SHA-256").digest(counted.getBytes(StandardCharsets.US_ASCII));
        return HexFormat.of().formatHex(whole, 0, 16);
    }

    private static String oneByOne(String text) {
        Fingerprint fingerprint = new Fingerprint();
        text.chars().forEach(fingerprint::write);
        return fingerprint.text();
    }

    private static String atOnce(String text) throws IOException {
        Fingerprint fingerprint = new Fingerprint();
        fingerprint.write(("xx" + text + "x").getBytes(StandardCharsets.US_ASCII), 2, text.length());
        return fingerprint.text();
    }

    @Test
    @DisplayName("However a message is read, by octets, skipped, or not at all: its digest is that of the whole")
    void reading() throws IOException {
        String text = "Subject: a\r\n\r\n\u0000body" + "x".repeat(20_000);
        String whole = atOnce(text);
        try (Fingerprinted octets = printed(text)) {
            assertThat(octets.markSupported()).isFalse();
            assertThat(octets.read()).isEqualTo('S');
            assertThat(octets.skip(13)).isEqualTo(13);
            assertThat(octets.read()).isZero();
            assertThat(octets.skip(10_000)).isEqualTo(8192);
            assertThat(new String(octets.readNBytes(2), StandardCharsets.US_ASCII))
                    .isEqualTo("xx");
            octets.readAllBytes();
            assertThat(octets.read()).isEqualTo(-1);
            assertThat(octets.digestOfAll()).isEqualTo(whole);
        }
        try (Fingerprinted unread = printed(text)) {
            assertThat(unread.digestOfAll()).isEqualTo(whole);
        }
    }

    private static Fingerprinted printed(String text) {
        return new Fingerprinted(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)));
    }
}
