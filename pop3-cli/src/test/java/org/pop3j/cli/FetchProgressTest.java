package org.pop3j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.pop3j.client.SyncMessage;
import org.pop3j.codec.MessageNumber;

class FetchProgressTest {
    @Test
    @DisplayName("only the messages of this run are counted, each once")
    void countsWhatIsOnItsWay() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FetchProgress progress = new FetchProgress(new PrintStream(out, true, StandardCharsets.UTF_8));

        SyncMessage message = new SyncMessage("a", "k", Optional.empty(), OptionalLong.empty(), 1);
        MessageNumber one = new MessageNumber(1);

        progress.octets(one, 5, OptionalLong.of(10));
        progress.planned(2);
        progress.begins(message);
        progress.octets(one, 5, OptionalLong.of(10));
        progress.octets(one, 6, OptionalLong.empty());
        progress.octets(one, 20, OptionalLong.of(10));
        progress.octets(one, 20, OptionalLong.of(10));
        progress.begins(message);

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("\rmessage 1 of 2\rmessage 1 of 2, 50 %\rmessage 1 of 2, 100 %\rmessage 2 of 2       ");
    }
}
