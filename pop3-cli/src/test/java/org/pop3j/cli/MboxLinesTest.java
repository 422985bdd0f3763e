package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MboxLinesTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "'','~'",
                "'a','a~~'",
                "'a^~','a~~'",
                "'a~b^~','a~b~~'",
                "'a^b^^~','a^b^~~'",
                "'From x^~','>From x~~'",
                "'>From x^~','>>From x~~'",
                "'>>>From x^~','>>>>From x~~'",
                "'> From x^~','> From x~~'",
                "' From x^~',' From x~~'",
                "'Fromage^~','Fromage~~'",
                "'From^~','From~~'",
                "'Fro','Fro~~'",
                "'>>','>>~~'",
                "'a^~From ','a~>From ~~'",
                "'F>rom ^~','F>rom ~~'",
                "'From^ x','From^ x~~'",
                "'^','^~~'",
                "'FFrom x','FFrom x~~'",
                "'>Fr>From x','>Fr>From x~~'",
            })
    void linesOfAnMbox(String message, String mbox) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MboxLines lines = new MboxLines(out);
        for (byte octet : octets(message)) {
            lines.write(new byte[] {octet}, 1);
        }
        lines.finish();

        assertThat(out.toByteArray()).isEqualTo(octets(mbox));
    }

    /** A circumflex is a CR and a tilde a LF. */
    private static byte[] octets(String text) {
        return text.replace('^', '\r').replace('~', '\n').getBytes(StandardCharsets.ISO_8859_1);
    }
}
