package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class FetchProgressTest {
    @Test
    @DisplayName("only the messages of this run are counted, each once")
    void countsWhatIsOnItsWay() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FetchProgress progress = new FetchProgress(new PrintStream(out, true, StandardCharsets.UTF_8));

        progress.expect(2);
        progress.next();
        progress.next();

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("\rmessage 1 of 2\rmessage 2 of 2");
    }
}
